package io.patchbay.support.openstack;

import io.patchbay.api.recovery.Attempt;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells by which task something was made: written into the resource by the very request that makes it, so that nothing is
 * ever there without it. Names cannot do that, most are not unique.
 *
 * @param text {@code patchbay:} and the first {@value #DIGITS} digits of the idempotency key
 */
public record Mark(String text) {
    /** So many digits are never the same twice, and leave room for words where descriptions are short. */
    public static final int DIGITS = 40;

    private static final int LONGEST_DESCRIPTION = 255;
    private static final String PREFIX = "patchbay:";
    private static final Pattern IN_TEXT = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}");
    private static final Pattern IN_DESCRIPTION = Pattern.compile("\\s*(\\[" + IN_TEXT + "\\]|" + IN_TEXT + ")");

    /** @throws IllegalArgumentException if the text is no mark */
    public Mark {
        if (!IN_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a mark reads " + PREFIX + " and " + DIGITS + " hex digits: " + text);
        }
    }

    /** The same for all attempts at one task. */
    public static Mark of(Attempt attempt) {
        return new Mark(PREFIX + attempt.idempotencyKey().substring(0, DIGITS));
    }

    /** The mark in a description, a comment or a tag: the last, as before it may be those of earlier recoveries, taken for words. */
    public static Optional<Mark> in(String text) {
        if (!text.contains(PREFIX)) { // as nearly all that is looked through
            return Optional.empty();
        }
        return IN_TEXT.matcher(text).results().reduce((one, later) -> later).map(mark -> new Mark(mark.group()));
    }

    /** The text without marks: those of earlier recoveries, where what one has made is recovered once more. */
    public static String without(String text) {
        if (!text.contains(PREFIX)) {
            return text.strip();
        }
        return IN_DESCRIPTION.matcher(text).replaceAll("").strip();
    }

    /** Its digits, for what must be named without a colon. */
    public String digits() {
        return text.substring(PREFIX.length());
    }

    /** A description with it: the same for the same words, shortened to what the APIs take. */
    public String describing(Optional<String> words) {
        String tail = "[" + text + "]";
        String kept = words.map(Mark::without).orElse("");
        int room = LONGEST_DESCRIPTION - tail.length() - 1;
        String shown = kept.length() <= room ? kept : kept.substring(0, room);
        return shown.isEmpty() ? tail : shown + " " + tail;
    }
}
