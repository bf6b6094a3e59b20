package io.patchbay.migrator.internal.shared;

import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.EntryChange;
import java.util.List;

/** What a task on a shared resource has to do now. */
public sealed interface SharedStep {
    /** Its changes are part of whatever the task commits. */
    List<EntryChange> changes();

    /** Run, and commit these with the claim. */
    record Run(List<EntryChange> changes) implements SharedStep {}

    /**
     * It is there: the task succeeds without running.
     *
     * @param output what it was made of
     * @param maker the job that has made it
     */
    record Reuse(List<EntryChange> changes, Attributes output, String maker) implements SharedStep {}

    /**
     * It stays: the task of a reverse graph succeeds without running.
     *
     * @param reason who needs it
     */
    record Leave(List<EntryChange> changes, String reason) implements SharedStep {}

    /**
     * Nothing can be done before something changes.
     *
     * @param reason what
     */
    record Wait(String reason) implements SharedStep {
        @Override
        public List<EntryChange> changes() {
            return List.of();
        }
    }
}
