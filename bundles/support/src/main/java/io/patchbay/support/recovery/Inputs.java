package io.patchbay.support.recovery;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;

/** The inputs of attempts as records. No state. */
public final class Inputs {
    private Inputs() {}

    /**
     * Reads the input of an attempt.
     *
     * @throws TaskFailedException if it is not one of this kind, which no other attempt would change
     */
    public static <R extends Record & TaskInput> R read(Class<R> type, Attempt attempt) throws TaskFailedException {
        try {
            return Records.read(type, attempt.input());
        } catch (IllegalArgumentException unfit) {
            throw TaskFailedException.permanent(
                    new Message(attempt.type() + ".input", "the input does not fit: " + unfit.getMessage()), unfit);
        }
    }
}
