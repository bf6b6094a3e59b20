package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;

/**
 * An observer that a launcher has started and that runs.
 *
 * @param id as in its {@link ObserverSpec}
 * @param match that it relays
 * @param startedMillis when it was started, in milliseconds since the epoch
 * @param endsAtMillis when it ends at the latest
 */
public record RunningObserver(String id, String match, long startedMillis, long endsAtMillis) {
    /** @throws IllegalArgumentException if a name is none */
    public RunningObserver {
        Identifier.require("id", id);
        Identifier.require("match", match);
    }
}
