package io.patchbay.api.hotswap;

import java.time.Duration;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of plug-in, offered by the engine that calls it. Register it as a service: from then on services of {@link #type()}
 * that have the property {@code patchbay.name} are plug-ins, found, checked and switched by name.
 *
 * @param <T> the interface that plug-ins of this kind implement
 */
@ConsumerType
public interface ExtensionPoint<T> {
    /** Service property of every plug-in: its name. */
    String PLUGIN_NAME = "patchbay.name";

    /** What operators call this kind, for example {@code strategy}; an identifier. */
    String kind();

    /** The interface that plug-ins of this kind implement. */
    Class<T> type();

    /** In which ways its engine can try a plug-in before it serves. */
    default Set<Experiment.Mode> experiments() {
        return Set.of();
    }

    /**
     * How long a unit of work may go on with a plug-in that was replaced: its bundle is stopped when all have ended, or this has
     * passed, or the deployer's own bound (some seconds) if that is longer. What engines cut short by themselves needs no more.
     */
    default Duration patience() {
        return Duration.ZERO;
    }

    /**
     * A quick check of a candidate before it may serve: a few calls on made-up data, well under a second.
     *
     * <p>Called on a thread of the deployer's own, which gives it up after a bound.
     *
     * @throws ContractViolation if the candidate does what its contract forbids; the message says what
     */
    void check(T candidate) throws ContractViolation;
}
