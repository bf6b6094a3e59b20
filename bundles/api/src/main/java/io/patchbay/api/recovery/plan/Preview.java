package io.patchbay.api.recovery.plan;

import io.patchbay.api.recovery.SharedKey;
import java.time.Duration;
import java.util.List;

/**
 * What a job will do, told before it does.
 *
 * @param waves ids of tasks that can run at the same time, wave after wave, were all equally fast
 * @param types how many tasks there are of each type, in the order in which they are first needed
 * @param shared what other jobs may make or hold as well
 * @param criticalPath ids of the tasks that decide how long it takes, first to last
 * @param estimate how long that takes
 */
public record Preview(
        List<List<String>> waves,
        List<TypeCount> types,
        List<Sharing> shared,
        List<String> criticalPath,
        Duration estimate) {
    /** Copies the lists. */
    public Preview {
        waves = waves.stream().map(List::copyOf).toList();
        types = List.copyOf(types);
        shared = List.copyOf(shared);
        criticalPath = List.copyOf(criticalPath);
    }

    /**
     * The tasks of one type.
     *
     * @param type the type
     * @param count how many there are
     * @param each how long one takes
     * @param measured whether that was measured; else it is guessed
     */
    public record TypeCount(String type, int count, Duration each, boolean measured) {}

    /**
     * A resource that other jobs may make or hold as well.
     *
     * @param key which
     * @param maker id of the task that makes it, unless it is there
     * @param users ids of the tasks of this job that need it directly
     */
    public record Sharing(SharedKey key, String maker, List<String> users) {
        /** Copies the list. */
        public Sharing {
            users = List.copyOf(users);
        }
    }
}
