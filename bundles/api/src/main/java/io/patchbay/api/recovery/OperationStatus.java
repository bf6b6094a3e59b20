package io.patchbay.api.recovery;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a command may be given now to a job, or for one of its tasks.
 *
 * @param name of the command, as operators write it: {@code cancel-confirm}
 * @param refusal what the command would be answered now; empty if it may be given
 */
public record OperationStatus(String name, Optional<Commanded.Refused> refusal) {
    /** @throws NullPointerException if there is no name, or no refusal rather than an empty one */
    public OperationStatus {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(refusal, "refusal");
    }
}
