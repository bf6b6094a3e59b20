package io.patchbay.lobby.internal.update;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One header of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").
 *
 * @param name the path of the entry
 * @param size how many bytes follow
 * @param type what the entry is
 */
record TarHeader(String name, long size, char type) {
    static final int BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int NUMBER_BYTES = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;
    private static final long MAX_SIZE = 1L << 53;

    /** Reads a block; empty if it is the one of zeros that ends an archive. */
    static Optional<TarHeader> parse(byte[] block) throws InvalidReleaseException {
        if (isEmpty(block)) {
            return Optional.empty();
        }
        if (isZipped(block)) {
            throw new InvalidReleaseException("the archive is compressed with gzip: send the tar in it");
        }
        if (checksum(block) != octal(block, CHECKSUM_AT, CHECKSUM_BYTES)) {
            throw new InvalidReleaseException("the archive is damaged, or no tar: the checksum of a header is wrong");
        }
        String name = text(block, 0, NAME_BYTES);
        boolean posix = block[MAGIC_AT + 5] == 0 && text(block, MAGIC_AT, 5).equals("ustar");
        String prefix = posix ? text(block, PREFIX_AT, PREFIX_BYTES) : ""; // GNU's has other things there
        return Optional.of(new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name, size(block), (char) (block[TYPE_AT] & 0xff)));
    }

    /** Whether it is the begin of something that gzip has made, which no name in an archive is like. */
    static boolean isZipped(byte[] begin) {
        return begin.length > 1 && (begin[0] & 0xff) == 0x1f && (begin[1] & 0xff) == 0x8b;
    }

    /** Text up to the first zero. */
    static String text(byte[] bytes, int from, int most) throws InvalidReleaseException {
        int end = from;
        while (end < from + most && bytes[end] != 0) {
            end++;
        }
        return utf8(bytes, from, end - from);
    }

    static String utf8(byte[] bytes, int from, int length) throws InvalidReleaseException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new InvalidReleaseException("the archive has a name that is not UTF-8");
        }
    }

    /** What an entry is that is neither file nor folder, for people. */
    String kind() {
        return switch (type) {
            case '1', '2' -> "a link";
            case '3', '4', '6' -> "a device";
            case 'S' -> "a sparse file";
            case 'K' -> "the name of a link";
            default -> "an entry of unknown type";
        };
    }

    private static long size(byte[] block) throws InvalidReleaseException {
        if ((block[SIZE_AT] & 0x80) == 0) {
            return octal(block, SIZE_AT, NUMBER_BYTES);
        }
        long size = block[SIZE_AT] & 0x7f; // base 256, as GNU tar writes what is too large for octal digits
        for (int i = SIZE_AT + 1; i < SIZE_AT + NUMBER_BYTES; i++) {
            size = (size << 8) | (block[i] & 0xff);
            if (size > MAX_SIZE) {
                throw new InvalidReleaseException("the archive is damaged: a file has an impossible size");
            }
        }
        return size;
    }

    private static long octal(byte[] block, int from, int length) throws InvalidReleaseException {
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new InvalidReleaseException(
                    "the archive is damaged, or no tar: a header has no number where one must be");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    /** The sum of all bytes, those of the checksum itself taken for spaces. */
    private static long checksum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < BYTES; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
            sum += own ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    private static boolean isEmpty(byte[] block) {
        for (byte value : block) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
