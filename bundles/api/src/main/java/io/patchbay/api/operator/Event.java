package io.patchbay.api.operator;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened on a node and that an operator should know.
 *
 * @param number counts the events of this node since it started, from 1
 * @param at when it happened
 * @param severity how bad it is
 * @param area where it happened: {@value #AUDIT} for what an operator did, else the part of the node, for example {@code placement}
 * @param actor who did it: the peer's address and how it came; only of what somebody did
 * @param text what happened, for people; at most {@value #MOST_CHARACTERS} characters. It has names in it that clients chose
 */
public record Event(long number, Instant at, Severity severity, String area, Optional<String> actor, String text) {
    /** The area of what operators did. */
    public static final String AUDIT = "audit";

    /** The longest text. */
    public static final int MOST_CHARACTERS = 1_000;

    /** How bad it is, the least first. */
    public enum Severity {
        INFO,
        WARN,
        ERROR
    }

    /** @throws IllegalArgumentException if the number is not positive or the text too long */
    public Event {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(actor, "actor");
        if (number < 1) {
            throw new IllegalArgumentException("number must be 1 or more but was " + number);
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "text must have at most " + MOST_CHARACTERS + " characters but has " + text.length());
        }
    }
}
