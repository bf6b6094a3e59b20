package io.patchbay.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What part of a file is asked for (RFC 9110, section 14): one range at most, several are answered with the whole file.
 *
 * @param from the first byte
 * @param length how many; 0 only of an empty file
 */
record ByteRange(long from, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?|bytes=-(\\d{1,18})");

    /** What a header asks for. */
    sealed interface Wish {
        /** All of it. */
        record Whole() implements Wish {}

        /** A part of it. */
        record Part(ByteRange range) implements Wish {}

        /** What it does not have. */
        record Nothing() implements Wish {}
    }

    /** @param header what the client sent, if it did */
    static Wish of(Optional<String> header, long size) {
        Matcher range = ONE.matcher(header.orElse(""));
        if (!range.matches()) {
            return new Wish.Whole();
        }
        if (range.group(3) != null) {
            long last = Math.min(size, Long.parseLong(range.group(3)));
            return last == 0 ? new Wish.Nothing() : new Wish.Part(new ByteRange(size - last, last));
        }
        long from = Long.parseLong(range.group(1));
        long to = range.group(2) == null ? Long.MAX_VALUE : Long.parseLong(range.group(2));
        if (to < from) {
            return new Wish.Whole(); // not a range at all: to be ignored
        }
        return from >= size
                ? new Wish.Nothing()
                : new Wish.Part(new ByteRange(from, Math.min(to, size - 1) - from + 1));
    }
}
