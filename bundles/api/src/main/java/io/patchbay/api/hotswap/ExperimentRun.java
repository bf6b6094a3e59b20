package io.patchbay.api.hotswap;

import org.osgi.annotation.versioning.ProviderType;

/** An experiment, as the engine sees it that asks the candidate. Thread-safe; every method is short. */
@ProviderType
public interface ExperimentRun {
    /** What is tried. */
    Experiment experiment();

    /** Whether to go on: false from the moment on at which the operator ended it, or it ended by itself. */
    boolean isOn();

    /** The candidate answered as the active plug-in did; of a canary, its answer counted. */
    void answered();

    /**
     * The candidate of a shadow answered otherwise.
     *
     * @param difference what and how
     */
    void differed(Difference difference);

    /** The candidate could not be asked for so many decisions that belonged to it. */
    void skipped(long decisions);

    /**
     * The candidate broke its contract in it; ends the experiment after as many faults as make a plug-in faulty.
     *
     * @param reason what it did, as a short sentence without secrets
     */
    void fault(String reason);
}
