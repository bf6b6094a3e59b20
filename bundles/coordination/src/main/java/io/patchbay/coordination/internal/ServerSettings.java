package io.patchbay.coordination.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a ZooKeeper server runs inside this process. Immutable.
 *
 * @param data folder of its snapshots and logs; made if absent
 * @param bind address it listens at
 * @param port port it listens at; 0 for any that is free
 * @param guard what every client must prove before anything else; empty: whoever connects may do everything
 * @param retained how many snapshots to keep, each with the log that follows it; 3 or more
 * @param purgeEvery how often the others are deleted
 */
public record ServerSettings(
        Path data, String bind, int port, Optional<Digest> guard, int retained, Duration purgeEvery) {
    /** ZooKeeper deletes no more than down to this. */
    public static final int RETAINED_AT_LEAST = 3;

    /** @throws IllegalArgumentException if fewer than {@value #RETAINED_AT_LEAST} snapshots would be kept */
    public ServerSettings {
        if (retained < RETAINED_AT_LEAST) {
            throw new IllegalArgumentException(
                    "at least " + RETAINED_AT_LEAST + " snapshots must be retained but it was " + retained);
        }
    }
}
