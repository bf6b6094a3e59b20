package io.patchbay.dashboard.internal.live;

import java.util.concurrent.CompletionStage;

/** Where pages that listen have it from. Thread-safe; does not block, and throws nothing. */
@FunctionalInterface
interface Readings {
    /**
     * Reads a target.
     *
     * @return completes within a bound, on any thread; exceptionally if it could not be read
     */
    CompletionStage<Reading> read(String target);
}
