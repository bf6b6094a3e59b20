package io.patchbay.portal.internal.session;

import java.util.Locale;

/** What an operator looks for in names. No state. */
final class Texts {
    private Texts() {}

    /**
     * Whether one of the names has a text in it, in small or large letters.
     *
     * @param text in small letters
     */
    static boolean mentions(String text, String... names) {
        if (text.isEmpty()) {
            return true;
        }
        for (String name : names) {
            if (name.toLowerCase(Locale.ROOT).contains(text)) {
                return true;
            }
        }
        return false;
    }
}
