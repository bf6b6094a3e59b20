package io.patchbay.benchmarks.hotswap;

/**
 * How big a run is.
 *
 * @param changes of the plug-in, one after another
 * @param requestsPerSecond that the plug-in answers
 * @param clients that are connected all the while
 * @param tasks that are executing all the while
 * @param looks of how many tasks one is looked at afterwards
 * @param quietMillis how long to measure before the first change
 */
public record Size(int changes, int requestsPerSecond, int clients, int tasks, int looks, long quietMillis) {
    /** What the guarantee is stated for. */
    public static final Size FULL = new Size(20, 1_000, 500, 100_000, 1, 10_000);

    /** For every build: what plug-ins do that are no better than others. */
    public static final Size SMALL = new Size(0, 200, 40, 1_000, 10, 500);

    /** For every build. */
    public static final Size SHORT = new Size(5, 200, 500, 100_000, 100, 2_000);
}
