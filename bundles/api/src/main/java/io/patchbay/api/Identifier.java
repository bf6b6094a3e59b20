package io.patchbay.api;

/** The rule for identifiers that travel in paths, events and map keys (owt-server: participant, room and task ids). */
public final class Identifier {
    /** The longest identifier that is accepted, in characters. */
    public static final int MAX_LENGTH = 200;

    private Identifier() {}

    /**
     * Checks an identifier where it enters.
     *
     * @param what names the value in the error, for example {@code task}
     * @param value the identifier
     * @return {@code value}
     * @throws IllegalArgumentException if it is blank, longer than {@value #MAX_LENGTH}, {@code .} or {@code ..}, which mean something
     *     else in a path, or has a character other than letters, digits and {@code - _ . : @}
     */
    public static String require(String what, String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException(what + " must be 1 to " + MAX_LENGTH
                    + " letters, digits or - _ . : @, and not . or .. alone, but was " + quoteForMessage(value));
        }
        return value;
    }

    /** Whether {@link #require} would accept the value. */
    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || value.equals(".") || value.equals("..")) {
            return false;
        }
        for (int place = 0; place < value.length(); place++) {
            if (!isAllowed(value.charAt(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || "-_.:@".indexOf(letter) >= 0;
    }

    private static String quoteForMessage(String value) {
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
