package io.patchbay.store.internal;

import io.patchbay.api.store.StoreException;
import java.util.regex.Pattern;

/** What every database takes as a text: bounded, and without the one character that PostgreSQL has no room for. */
final class Texts {
    static final int NAME = 255;
    static final int REFERENCE = 200;
    static final int LONG = 100_000;
    static final int DOCUMENT = 1_000_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private Texts() {}

    /** Whether the text can be an id of this store: if not, there is no need to look. */
    static boolean isId(String text) {
        return text.length() == 24 && ID.matcher(text).matches();
    }

    /** @throws StoreException if the text is longer than that, or has U+0000 */
    static String require(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new StoreException(
                    what + " must have " + longest + " characters at most but had " + text.length(), false, null);
        }
        if (text.indexOf('\0') >= 0) {
            throw new StoreException(what + " must not contain the character U+0000", false, null);
        }
        return text;
    }
}
