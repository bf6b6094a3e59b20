package io.patchbay.api.hotswap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An experiment and what it has shown. Counts begin anew with the node.
 *
 * @param experiment what is tried
 * @param running whether it still is; false if it ended by itself, until the operator ends or replaces it
 * @param ended why it ended by itself
 * @param since when it was begun
 * @param answered decisions that the candidate answered: of a shadow those that were compared, of a canary those that counted
 * @param differed of a shadow, how many of these differed from the active plug-in's
 * @param skipped decisions that belonged to it and that the candidate was not asked for: it was busy, away, or could not be
 *     asked for this one
 * @param faults how often the candidate broke its contract in it
 * @param lastFault the newest reason
 * @param differences the newest ones, newest first; at most {@value #MAX_DIFFERENCES}
 */
public record ExperimentStatus(
        Experiment experiment,
        boolean running,
        Optional<String> ended,
        Instant since,
        long answered,
        long differed,
        long skipped,
        long faults,
        Optional<String> lastFault,
        List<Difference> differences) {
    /** How many differences are kept. */
    public static final int MAX_DIFFERENCES = 100;

    /** Copies the list. */
    public ExperimentStatus {
        differences = List.copyOf(differences);
    }
}
