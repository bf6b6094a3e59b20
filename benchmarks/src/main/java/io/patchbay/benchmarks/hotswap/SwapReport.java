package io.patchbay.benchmarks.hotswap;

import java.util.ArrayList;
import java.util.List;

/**
 * What the replacements of one plug-in did to those who used it.
 *
 * @param subject the plug-in
 * @param switches how often another version began to serve
 * @param requests sent meanwhile, to it and to everything else
 * @param failed requests that were not answered as they should have been
 * @param dropped connections that were cut off
 * @param lost texts that somebody has not heard
 * @param doubled texts that somebody has heard twice
 * @param moved tasks, of those that were looked at, that are no longer where they were
 * @param quietMillis 99 of 100 requests took at most so long before
 * @param changingMillis and meanwhile, without those that met a removal
 * @param generations class loaders of the plug-in that are left
 * @param wrong what did not have the effect that it should have
 * @param examples of failures
 */
public record SwapReport(
        String subject,
        int switches,
        long requests,
        long failed,
        long dropped,
        long lost,
        long doubled,
        long moved,
        double quietMillis,
        double changingMillis,
        long generations,
        List<String> wrong,
        List<String> examples) {
    private static final double MOST_MORE_MILLIS = 50;

    /** Which guarantees do not hold, apart from the time that requests take. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>(wrong);
        require(broken, failed, 0, "requests failed: " + examples);
        require(broken, dropped, 0, "connections were dropped: " + examples);
        require(broken, lost, 0, "texts were lost");
        require(broken, doubled, 0, "texts came twice");
        require(broken, moved, 0, "tasks were moved");
        require(broken, generations, 1, "class loaders of the plug-in are in the heap");
        return broken;
    }

    /** Whether requests took about as long as before. */
    public boolean isSwift() {
        return changingMillis - quietMillis <= MOST_MORE_MILLIS;
    }

    private static void require(List<String> broken, long is, long wanted, String what) {
        if (is != wanted) {
            broken.add(is + " " + what);
        }
    }
}
