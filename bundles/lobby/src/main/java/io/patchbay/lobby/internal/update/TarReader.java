package io.patchbay.lobby.internal.update;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Walks over the files of a tar archive as POSIX (ustar, pax) and GNU tar write it, and refuses whatever else it holds: links, devices,
 * sparse files, anything damaged. Confined to one thread.
 */
final class TarReader {
    private static final int BLOCK_BYTES = TarHeader.BYTES;
    private static final int MAX_NOTE_BYTES = 64 * 1024;
    private static final int MAX_NOTES = 100; // in a row, before the file that they are of

    private final InputStream source;
    private String path = "";
    private long left;
    private int padding;

    /** @param source is read to the archive's end, not closed */
    TarReader(InputStream source) {
        this.source = source;
    }

    /** Goes on to the next file; @return false at the archive's end */
    boolean next() throws IOException, InvalidReleaseException {
        skipRest();
        Optional<String> longName = Optional.empty();
        TarNotes notes = TarNotes.NONE;
        for (int told = 0; told <= MAX_NOTES; ) {
            Optional<TarHeader> found = header();
            if (found.isEmpty()) {
                return false;
            }
            TarHeader header = found.get();
            switch (header.type()) {
                case 'L' -> longName = Optional.of(TarHeader.text(note(header), 0, (int) header.size()));
                case 'x' -> notes = TarNotes.parse(note(header));
                case 'g' -> TarNotes.parse(note(header)).requireNone();
                case '5' -> {
                    longName = Optional.empty(); // folders come with their files
                    notes = TarNotes.NONE;
                    skip(header.size());
                    skip(paddingOf(header.size()));
                    continue;
                }
                case '0', '\0' -> {
                    begin(header, notes.path().or(always(longName)).orElse(header.name()), notes.size());
                    return true;
                }
                default -> throw new InvalidReleaseException(
                        "a release has files and folders only, but " + header.name() + " is " + header.kind());
            }
            told++;
        }
        throw damaged("one file has too many headers");
    }

    /** The path of the file that was gone on to, without {@code ./} before it. */
    String path() {
        return path;
    }

    /** What it holds. */
    InputStream content() {
        return new Content();
    }

    private void begin(TarHeader header, String name, OptionalLong size) throws InvalidReleaseException {
        path = name;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        left = size.orElse(header.size());
        padding = paddingOf(left);
    }

    private Optional<TarHeader> header() throws IOException, InvalidReleaseException {
        byte[] block = source.readNBytes(BLOCK_BYTES);
        if (block.length < BLOCK_BYTES && !TarHeader.isZipped(block)) {
            throw damaged("it ends in the middle");
        }
        return TarHeader.parse(block);
    }

    private byte[] note(TarHeader header) throws IOException, InvalidReleaseException {
        if (header.size() > MAX_NOTE_BYTES) {
            throw damaged("a header has " + header.size() + " bytes");
        }
        byte[] note = source.readNBytes((int) header.size());
        if (note.length < header.size()) {
            throw damaged("it ends in the middle");
        }
        skip(paddingOf(header.size()));
        return note;
    }

    private void skipRest() throws IOException, InvalidReleaseException {
        skip(left);
        skip(padding);
        left = 0;
        padding = 0;
    }

    private void skip(long bytes) throws IOException, InvalidReleaseException {
        try {
            source.skipNBytes(bytes);
        } catch (EOFException truncated) {
            throw damaged("it ends in the middle");
        }
    }

    private static Supplier<Optional<String>> always(Optional<String> other) {
        return () -> other;
    }

    private static int paddingOf(long size) {
        return (int) ((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES);
    }

    private static InvalidReleaseException damaged(String how) {
        return new InvalidReleaseException("the archive is damaged: " + how);
    }

    /** The rest of one file. */
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = source.read(target, from, (int) Math.min(most, left));
            if (read < 0) {
                throw new TruncatedException();
            }
            left -= read;
            return read;
        }
    }

    /** The archive ends before the file does: its own fault, not this machine's. */
    static final class TruncatedException extends IOException {
        private static final long serialVersionUID = 1;

        TruncatedException() {
            super("the archive is damaged: it ends in the middle");
        }
    }
}
