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
     * client's system. So no name is {@code .} or {@code ..}, none ends in a dot or space, and none has a control character or one of
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
            if (name.isEmpty() || name.length() > MAX_SEGMENT_CHARACTERS || name.endsWith(".") || name.endsWith(" ")) {
                throw new IllegalArgumentException("a path must be names joined by /, each of 1 to "
                        + MAX_SEGMENT_CHARACTERS + " characters and none that ends in a dot or space, but was "
                        + shown(path));
            }
            if (!name.chars().allMatch(ReleaseFile::isAllowed)) {
                throw new IllegalArgumentException(
                        "a path must have no control characters and none of \\ : * ? \" < > | but was " + shown(path));
            }
        }
        return path;
    }

    private static boolean isAllowed(int letter) {
        return !Character.isISOControl(letter) && letter != '\uFFFD' && "\\:*?\"<>|".indexOf(letter) < 0;
    }

    private static String shown(String path) {
        return '"' + path.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
