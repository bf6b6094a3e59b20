package io.patchbay.api.recovery;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing that is wrong with what was submitted.
 *
 * @param code what kind of fault, for example {@code cycle} or {@code undeclared-reference}; stable
 * @param pointer JSON pointer (RFC 6901) to it in what was submitted, for example {@code /tasks/3/input/network}
 * @param message what is wrong, and what would be right; without secrets
 * @param task the task that it is about
 * @param line the line of the submitted file, from 1, where that is known
 */
public record Fault(String code, String pointer, String message, Optional<String> task, OptionalInt line) {
    /** A fault of one task. */
    public static Fault ofTask(String code, String pointer, String task, String message) {
        return new Fault(code, pointer, message, Optional.of(task), OptionalInt.empty());
    }

    /** A fault of the whole. */
    public static Fault of(String code, String pointer, String message) {
        return new Fault(code, pointer, message, Optional.empty(), OptionalInt.empty());
    }
}
