package io.patchbay.lobby.internal.update;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a pax header says of the file that follows: lines of {@code LENGTH KEY=VALUE} (POSIX.1-2017, pax, "pax Extended Header").
 *
 * @param path its path, if it did not fit into its own header
 * @param size its size, likewise
 */
record TarNotes(Optional<String> path, OptionalLong size) {
    static final TarNotes NONE = new TarNotes(Optional.empty(), OptionalLong.empty());

    static TarNotes parse(byte[] note) throws InvalidReleaseException {
        Optional<String> path = Optional.empty();
        OptionalLong size = OptionalLong.empty();
        for (int at = 0; at < note.length; ) {
            int end = at + lengthAt(note, at);
            String line = TarHeader.utf8(note, at, end - at - 1);
            String pair = line.substring(line.indexOf(' ') + 1);
            String key = pair.substring(0, Math.max(0, pair.indexOf('=')));
            String value = pair.substring(pair.indexOf('=') + 1);
            switch (key) {
                case "path" -> path = Optional.of(value);
                case "size" -> size = OptionalLong.of(number(value));
                default -> refuseSparse(key); // times, owners and the like
            }
            at = end;
        }
        return new TarNotes(path, size);
    }

    /** Nothing here may hold for all files that follow. */
    void requireNone() throws InvalidReleaseException {
        if (path.isPresent() || size.isPresent()) {
            throw damaged();
        }
    }

    private static int lengthAt(byte[] note, int at) throws InvalidReleaseException {
        int length = 0;
        int place = at;
        while (place < note.length && note[place] >= '0' && note[place] <= '9' && length <= note.length) {
            length = 10 * length + note[place] - '0';
            place++;
        }
        boolean whole = length > place - at + 1 && at + length <= note.length;
        if (!whole || note[place] != ' ' || note[at + length - 1] != '\n') {
            throw damaged();
        }
        return length;
    }

    private static long number(String value) throws InvalidReleaseException {
        if (!value.matches("\\d{1,15}")) {
            throw damaged();
        }
        return Long.parseLong(value);
    }

    private static void refuseSparse(String key) throws InvalidReleaseException {
        if (key.startsWith("GNU.sparse.")) {
            throw new InvalidReleaseException("a release has no sparse files: write the archive without --sparse");
        }
    }

    private static InvalidReleaseException damaged() {
        return new InvalidReleaseException("the archive is damaged: a pax header is no list of keys and values");
    }
}
