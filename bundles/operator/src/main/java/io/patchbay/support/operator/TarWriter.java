package io.patchbay.support.operator;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the files of a folder as a tar archive (POSIX.1-2017, pax), in order of path and without owners, rights and times: nothing of
 * them is kept where it goes. Confined to one thread.
 */
final class TarWriter {
    private static final int BLOCK_BYTES = 512;
    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final long MAX_OCTAL_SIZE = 077777777777L;

    private final OutputStream target;

    private TarWriter(OutputStream target) {
        this.target = target;
    }

    /**
     * Writes an archive.
     *
     * @throws IOException if a file cannot be read, or there is something that is neither file nor folder
     */
    static void write(Path folder, Path archive) throws IOException {
        try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(archive))) {
            TarWriter writer = new TarWriter(target);
            for (Path file : filesOf(folder)) {
                writer.file(folder.relativize(file).toString().replace('\\', '/'), file);
            }
            target.write(new byte[2 * BLOCK_BYTES]);
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path file : files) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException(
                            "a release has files and folders only, but " + file + " is a link or a device");
                }
            }
            return files;
        }
    }

    private void file(String path, Path file) throws IOException {
        long size = Files.size(file);
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > NAME_BYTES || size > MAX_OCTAL_SIZE) {
            byte[] notes = (note("path", path) + note("size", String.valueOf(size))).getBytes(StandardCharsets.UTF_8);
            header("pax".getBytes(StandardCharsets.UTF_8), notes.length, 'x');
            target.write(notes);
            pad(notes.length);
        }
        header(name, Math.min(size, MAX_OCTAL_SIZE), '0');
        long written = Files.copy(file, target);
        if (written != size) {
            throw new IOException(file + " was changed while it was read");
        }
        pad(size);
    }

    /** {@code LENGTH KEY=VALUE}, where the length counts itself. */
    private static String note(String key, String value) {
        int rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8).length;
        int length = rest;
        while (rest + String.valueOf(length).length() != length) {
            length = rest + String.valueOf(length).length();
        }
        return length + " " + key + "=" + value + "\n";
    }

    private void header(byte[] name, long size, char type) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, NAME_BYTES));
        put(block, NAME_BYTES, "0000644\0000000000\0000000000\000");
        put(block, SIZE_AT, String.format("%011o", size));
        put(block, SIZE_AT + 12, "00000000000");
        put(block, CHECKSUM_AT, "        ");
        block[TYPE_AT] = (byte) type;
        put(block, MAGIC_AT, "ustar\00000");
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        put(block, CHECKSUM_AT, String.format("%06o\0 ", sum));
        target.write(block);
    }

    private void pad(long size) throws IOException {
        target.write(new byte[(int) ((BLOCK_BYTES - size % BLOCK_BYTES) % BLOCK_BYTES)]);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
