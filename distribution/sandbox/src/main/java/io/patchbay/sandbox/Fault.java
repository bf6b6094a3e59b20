package io.patchbay.sandbox;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that goes wrong for some requests. Written {@code METHOD PATH EFFECT [WHEN]}, as in
 * {@code POST /compute/v2.1/servers 503 every 5}. Immutable.
 *
 * @param method of the requests, or {@code *}
 * @param path of the requests, without query; {@code *} stands for one segment, and at the end {@code **} for any number
 * @param effect what becomes of them
 * @param number the status for {@link Effect#STATUS}, milliseconds for {@link Effect#DELAY}, else 0
 * @param from the first request that it befalls, counted from 1 among those that it could befall
 * @param step how many requests further the next is
 * @param times how many requests it befalls; {@link Integer#MAX_VALUE} for any number
 */
public record Fault(String method, String path, Effect effect, int number, int from, int step, int times) {
    /** How to write one. */
    public static final String SYNTAX =
            "METHOD PATH EFFECT [WHEN]; EFFECT is a status from 400 to 599, delay MILLIS, cut, lose, fail or stick; WHEN is once, first N, "
                    + "after N or every N";

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\*|[A-Z]{3,7}) (/\\S{0,300}) ([45]\\d\\d|delay \\d{1,5}|cut|lose|fail|stick)(?: (once|(?:first|after|every) [1-9]\\d{0,5}))?");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** What becomes of a request. */
    public enum Effect {
        /** It is refused with a status, in the shape of the service; nothing is done. */
        STATUS,
        /** It is answered later. */
        DELAY,
        /** The connection is cut; nothing is done. */
        CUT,
        /** It is carried out, and then the connection is cut. */
        LOSE,
        /** It is accepted, and what it has begun ends in an error. */
        FAIL,
        /** It is accepted, and what it has begun never ends. */
        STICK
    }

    /** @throws IllegalArgumentException if a value is outside of its range */
    public Fault {
        if (effect == Effect.STATUS && (number < 400 || number > 599)) {
            throw new IllegalArgumentException("the status must be within 400 and 599 but was " + number);
        }
        if (effect == Effect.DELAY && (number < 0 || number > LONGEST.toMillis())) {
            throw new IllegalArgumentException("the delay must be within 0 and 60000 ms but was " + number);
        }
        if (from < 1 || step < 1 || times < 1) {
            throw new IllegalArgumentException("from, step and times begin with 1");
        }
        int rest = path.indexOf("**");
        if (rest >= 0 && rest != path.length() - 2) {
            throw new IllegalArgumentException("** may only end a path: " + path);
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is not written as {@link #SYNTAX} says
     */
    public static Fault parse(String written) {
        Matcher parts = WRITTEN.matcher(written.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("a fault is written " + SYNTAX);
        }
        String what = parts.group(3);
        String[] words = what.split(" ", -1);
        Effect effect =
                Character.isDigit(what.charAt(0)) ? Effect.STATUS : Effect.valueOf(words[0].toUpperCase(Locale.ROOT));
        int number =
                effect == Effect.STATUS ? Integer.parseInt(what) : words.length > 1 ? Integer.parseInt(words[1]) : 0;
        String when = parts.group(4) == null ? "" : parts.group(4);
        int count = when.contains(" ") ? Integer.parseInt(when.substring(when.indexOf(' ') + 1)) : 1;
        int any = Integer.MAX_VALUE;
        String method = parts.group(1);
        String path = parts.group(2);
        return switch (when.split(" ", -1)[0]) {
            case "once" -> new Fault(method, path, effect, number, 1, 1, 1);
            case "first" -> new Fault(method, path, effect, number, 1, 1, count);
            case "after" -> new Fault(method, path, effect, number, count + 1, 1, any);
            case "every" -> new Fault(method, path, effect, number, count, count, any);
            default -> new Fault(method, path, effect, number, 1, 1, any);
        };
    }

    /** Whether it could befall a request. */
    boolean fits(String requested, String requestedPath) {
        return (method.equals("*") || method.equals(requested))
                && fits(path.split("/", -1), requestedPath.split("/", -1));
    }

    /** Whether it befalls one, of those that it could befall the {@code count}-th. */
    boolean befalls(long count) {
        long past = count - from;
        return past >= 0 && past % step == 0 && past / step < times;
    }

    private static boolean fits(String[] pattern, String[] segments) {
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**")) {
                return true;
            }
            if (i >= segments.length || (!pattern[i].equals("*") && !pattern[i].equals(segments[i]))) {
                return false;
            }
        }
        return pattern.length == segments.length;
    }
}
