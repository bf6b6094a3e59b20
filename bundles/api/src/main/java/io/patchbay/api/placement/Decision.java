package io.patchbay.api.placement;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.osgi.annotation.versioning.ProviderType;

/** What a strategy is asked. Valid only inside the call it was given to. */
@ProviderType
public interface Decision {
    /** The workers to choose from. */
    Candidates candidates();

    /** The worker that was last chosen for this purpose, if it is still a member; it need not be a candidate. */
    Optional<Worker> previous();

    /** Randomness; recorded decisions are replayed with the same. */
    RandomGenerator random();

    /** What the client asks for. */
    Preference preference();

    /** Name of the task to place. */
    String task();
}
