package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.Jobs;
import java.util.Optional;

/** The recovery jobs, while this node works on them. Thread-safe. */
public interface NearJobs {
    Optional<Jobs> jobs();
}
