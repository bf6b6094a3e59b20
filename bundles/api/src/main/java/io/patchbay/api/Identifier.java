package io.patchbay.api;

import java.util.regex.Pattern;

/** The rule for identifiers that travel in paths, events and map keys (owt-server: participant, room and task ids). */
public final class Identifier {
    /** The longest identifier that is accepted, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern ALLOWED = Pattern.compile("[0-9a-zA-Z\\-_.:@]+");

    private Identifier() {}

    /**
     * Checks an identifier where it enters.
     *
     * @param what names the value in the error, for example {@code task}
     * @param value the identifier
     * @return {@code value}
     * @throws IllegalArgumentException if it is blank, longer than {@value #MAX_LENGTH} or has a character other than
     *     letters, digits and {@code - _ . : @}
     */
    public static String require(String what, String value) {
        if (!isValid(value)) {
            throw new IllegalArgumentException(what + " must be 1 to " + MAX_LENGTH
                    + " letters, digits or - _ . : @ but was " + quoteForMessage(value));
        }
        return value;
    }

    /** Whether {@link #require} would accept the value. */
    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && ALLOWED.matcher(value).matches();
    }

    private static String quoteForMessage(String value) {
        String shown = value.length() <= 40 ? value : value.substring(0, 40) + "…";
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
