package io.patchbay.api.lobby;

import java.util.regex.Pattern;

/**
 * One file of a release.
 *
 * @param path where a client puts it, below the folder of its resources; see {@link #requirePath}
 * @param size how many bytes it has
 * @param sha256 its SHA-256, 64 lower-case hex digits; also its name on storage workers
 */
public record ReleaseFile(String path, long size, String sha256) {
    /** The longest path, in characters. */
    public static final int MAX_PATH_CHARACTERS = 400;

    private static final int MAX_SEGMENT_CHARACTERS = 200;
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9\u00b9\u00b2\u00b3])( *\\..*)?");
    private static final String DIRECTIONS = // of Unicode: they make a name look like another one
            "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if the path, size or hash is none */
    public ReleaseFile {
        requirePath(path);
        if (size < 0) {
            throw new IllegalArgumentException("the size of " + path + " must be 0 or more but was " + size);
        }
        if (!isHash(sha256)) {
            throw new IllegalArgumentException("the SHA-256 of " + path + " must be 64 lower-case hex digits");
        }
    }

    /** Whether a text has the form of a hash. */
    public static boolean isHash(String text) {
        return text.length() == 64 && HASH.matcher(text).matches();
    }

    /**
     * Checks a path where it enters: names joined by {@code /}, each of 1 to 200 characters, 400 in all, that mean the same on every
     * client's system. So no name is {@code .} or {@code ..}, none begins with a space or ends in a dot or space, none is that of a device
     * ({@code CON}, {@code nul.txt}), and none has a control character, one that turns the direction of text, or one of
     * {@code \ : * ? " < > |}.
     *
     * @return {@code path}
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static String requirePath(String path) {
        if (path.length() > MAX_PATH_CHARACTERS) {
            throw new IllegalArgumentException("a path must have " + MAX_PATH_CHARACTERS
                    + " characters at most but has " + path.length() + ": " + shown(path.substring(0, 40)) + "…");
        }
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()
                    || name.length() > MAX_SEGMENT_CHARACTERS
                    || name.endsWith(".")
                    || name.startsWith(" ")
                    || name.endsWith(" ")) {
                throw new IllegalArgumentException("a path must be names joined by /, each of 1 to "
                        + MAX_SEGMENT_CHARACTERS
                        + " characters and none that begins with a space or ends in a dot or space, but was "
                        + shown(path));
            }
            if (!name.chars().allMatch(ReleaseFile::isAllowed)) {
                throw new IllegalArgumentException(
                        "a path must have no control characters, none that turn the direction of text and none of"
                                + " \\ : * ? \" < > | but was " + shown(path));
            }
            if (DEVICE.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "a path must have no name that is a device's on some systems, but was " + shown(path));
            }
        }
        return path;
    }

    private static boolean isAllowed(int letter) {
        return !Character.isISOControl(letter)
                && DIRECTIONS.indexOf(letter) < 0
                && letter != '\uFFFD'
                && "\\:*?\"<>|".indexOf(letter) < 0;
    }

    private static String shown(String path) {
        return '"' + path.replaceAll("[\\p{Cntrl}" + DIRECTIONS + "]", "?") + '"';
    }
}
