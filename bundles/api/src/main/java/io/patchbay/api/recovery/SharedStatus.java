package io.patchbay.api.recovery;

import java.util.Optional;
import java.util.Set;

/**
 * A shared resource.
 *
 * @param key which
 * @param maker the task that made it, or makes it; empty if it is only held
 * @param made whether it is there
 * @param confirmed whether a confirmed job keeps it: it is not deleted any more
 * @param holders ids of the jobs that hold it
 */
public record SharedStatus(
        SharedKey key, Optional<TaskKey> maker, boolean made, boolean confirmed, Set<String> holders) {}
