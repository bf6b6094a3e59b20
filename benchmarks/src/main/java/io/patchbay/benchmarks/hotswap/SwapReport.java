package io.patchbay.benchmarks.hotswap;

import java.util.ArrayList;
import java.util.List;

/**
 * What was done to one plug-in, and what that did to those who used it.
 *
 * @param subject the plug-in
 * @param switches how often another version began to serve, or a bad one was tried
 * @param toll what those have suffered who used it
 * @param moved tasks, of those that were looked at, that are no longer where they were
 * @param generations class loaders that are left, of those that may be collected and of the one that serves
 * @param wrong what did not have the effect that it should have
 */
public record SwapReport(String subject, int switches, Toll toll, long moved, long generations, List<String> wrong) {
    private static final double MOST_MORE_MILLIS = 50;

    /** Which guarantees do not hold, apart from the time that requests take. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>(wrong);
        require(broken, toll.failed(), 0, "requests failed: " + toll.examples());
        require(broken, toll.dropped(), 0, "connections were dropped: " + toll.examples());
        require(broken, toll.lost(), 0, "texts, things or observers were lost");
        require(broken, toll.doubled(), 0, "texts, results, things or observers came twice");
        require(broken, moved, 0, "tasks were moved");
        require(broken, generations, 1, "class loaders of the plug-in are in the heap");
        return broken;
    }

    /** Whether requests took about as long as before. */
    public boolean isSwift() {
        return toll.changingMillis() - toll.quietMillis() <= MOST_MORE_MILLIS;
    }

    private static void require(List<String> broken, long is, long wanted, String what) {
        if (is != wanted) {
            broken.add(is + " " + what);
        }
    }
}
