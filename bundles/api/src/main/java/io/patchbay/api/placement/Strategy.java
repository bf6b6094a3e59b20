package io.patchbay.api.placement;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses one worker out of those that are available and match. Register it as a service of scope
 * {@code ServiceScope.PROTOTYPE} with the property {@value #NAME}; configuration names the one that serves a purpose.
 *
 * <p>Each purpose gets an instance of its own, which is called by one thread at a time (not always the same one), so fields
 * need no synchronisation. Must not block: a call that overruns its time budget is given up, and counted as a fault
 * unless the machine did not run its thread; each second for which it does not return after that is one more.
 */
@ConsumerType
public interface Strategy {
    /** Service property: the name by which configuration asks for this strategy. */
    String NAME = "patchbay.name";

    /**
     * Chooses a worker.
     *
     * @param decision the candidates and what is known of the request; not to be kept
     * @return one of the candidates, or empty to refuse them all
     */
    Optional<Worker> choose(Decision decision);
}
