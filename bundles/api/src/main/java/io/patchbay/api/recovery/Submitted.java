package io.patchbay.api.recovery;

import java.util.List;

/** The answer to a submission. */
public sealed interface Submitted {
    /**
     * Stored; it runs when its turn has come.
     *
     * @param id the job's id
     * @param before whether a job of that id and content had been stored before: nothing has changed
     */
    record Accepted(String id, boolean before) implements Submitted {}

    /**
     * Nothing is stored.
     *
     * @param faults all there are, one or more
     */
    record Refused(List<Fault> faults) implements Submitted {
        /** Copies the list. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /**
     * There is another job of that id. Nothing is stored.
     *
     * @param id the id
     */
    record Exists(String id) implements Submitted {}
}
