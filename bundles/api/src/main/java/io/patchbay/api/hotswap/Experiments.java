package io.patchbay.api.hotswap;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the operator tries before it serves. Thread-safe; may block on the disk. An experiment ends by itself when the candidate has broken
 * its contract too often, when it comes to serve in the scope, and when its version is removed. Experiments survive a restart, but for
 * those that have ended by themselves; what they have counted does not.
 */
@ProviderType
public interface Experiments {
    /** How many there may be. */
    int MAX_EXPERIMENTS = 64;

    /** All of them, by mode, kind and scope. */
    List<ExperimentStatus> experiments();

    /** Begins an experiment, in place of the one of the same mode, kind and scope if there is one. */
    BeginAnswer begin(Experiment experiment);

    /**
     * Ends an experiment: no decision that begins after the return is its candidate's.
     *
     * @return false if there was none
     */
    boolean end(Experiment.Mode mode, String kind, String scope);
}
