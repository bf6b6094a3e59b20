package io.patchbay.support.operator;

import java.util.Locale;

/** Text from elsewhere on its way to a terminal. No state. */
public final class Text {
    private Text() {}

    /**
     * The same with everything escaped that a terminal would obey rather than show: names come from clients and authors, who could
     * move the cursor, colour a refusal green or turn a line around.
     */
    public static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean obeyed = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE;
            if (obeyed) {
                harmless.append(String.format("\\u%04x", point));
            } else {
                harmless.appendCodePoint(point);
            }
        });
        return harmless.toString();
    }

    /** A constant as it stands in JSON and on the command line: {@code cancel-confirm}. */
    static String inSmall(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A time span as people say it: {@code 740 ms}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
    public static String span(long millis) {
        long seconds = millis / 1000;
        if (millis < 1000) {
            return millis + " ms";
        } else if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
