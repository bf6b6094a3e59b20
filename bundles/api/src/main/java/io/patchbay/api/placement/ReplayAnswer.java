package io.patchbay.api.placement;

import io.patchbay.api.hotswap.Difference;
import java.util.List;

/** What a replay shows. */
public sealed interface ReplayAnswer {
    /**
     * The decisions were made again.
     *
     * @param label name and version of the candidate
     * @param replayed how many decisions
     * @param differed how many of them came out otherwise
     * @param skipped how many could not be decided again: the engine had decided them in place of a plug-in, or does so now
     * @param faults how often the candidate broke its contract
     * @param recorded how the tasks were spread
     * @param candidate how the candidate would have spread them
     * @param differences the first ones, oldest first; at most {@value #MAX_DIFFERENCES}
     */
    record Replayed(
            String label,
            int replayed,
            int differed,
            int skipped,
            long faults,
            Spread recorded,
            Spread candidate,
            List<Difference> differences)
            implements ReplayAnswer {
        /** How many differences are listed. */
        public static final int MAX_DIFFERENCES = 100;

        /** Copies the list. */
        public Replayed {
            differences = List.copyOf(differences);
        }
    }

    /**
     * How the tasks of a replay are spread over the workers. Loads are those that the workers had before the first decision,
     * plus what each task of the replay counts as until the next report ({@code io.patchbay.placement: reservedTaskLoad}).
     *
     * @param workers how many workers there are
     * @param used how many of them got a task
     * @param placed how many tasks were given to a worker
     * @param mostTasks the most tasks that one worker got
     * @param leastLoad the least load
     * @param meanLoad the mean
     * @param mostLoad the most
     * @param loadDeviation the standard deviation of the loads
     */
    record Spread(
            int workers,
            int used,
            int placed,
            int mostTasks,
            double leastLoad,
            double meanLoad,
            double mostLoad,
            double loadDeviation) {}

    /**
     * Nothing was decided.
     *
     * @param code what a program may react to
     * @param message why
     */
    record Refused(RefusalCode code, String message) implements ReplayAnswer {}
}
