package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.plan.Plans;
import java.util.Optional;

/** The recovery jobs, while this node works on them. Thread-safe. */
public interface NearJobs {
    Optional<Jobs> jobs();

    /** What becomes of plans. */
    Optional<Plans> plans();
}
