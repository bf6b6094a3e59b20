package io.patchbay.api.recovery.plan;

import io.patchbay.api.recovery.Fault;
import java.util.List;

/** What came of reading a plan. */
public sealed interface PlanOutcome {
    /**
     * It can be carried out.
     *
     * @param plan the plan
     */
    record Accepted(RecoveryPlan plan) implements PlanOutcome {}

    /**
     * It cannot be carried out.
     *
     * @param faults all that is wrong with it, one or more; pointers lead into the document, and lines are known
     */
    record Refused(List<Fault> faults) implements PlanOutcome {
        /** Copies the list. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
