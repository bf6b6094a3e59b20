package io.patchbay.benchmarks.hotswap;

/** What happens to the plug-in while a request is under way. */
enum Phase {
    /** Nothing yet: what the rest is compared with. */
    QUIET,
    /** It is being replaced. */
    CHANGING,
    /** It was removed: callers wait until it is back. */
    REMOVED,
    /** Nothing is counted: the load begins. */
    WARMING
}
