package io.patchbay.benchmarks.hotswap;

import java.util.List;

/**
 * What those have suffered who used a node.
 *
 * @param requests sent meanwhile, to the plug-in and to everything else
 * @param failed requests that were not answered as they should have been
 * @param dropped connections that were cut off
 * @param lost texts that somebody has not heard, things that a cloud has not which tasks have made there, and observers
 *     that have gone before their match was over
 * @param doubled texts that somebody has heard twice, results of tasks that were committed twice, things
 *     that a cloud has twice, and observers of a match that had one
 * @param quietMillis 99 of 100 requests took at most so long before
 * @param changingMillis and meanwhile, without those that met a removal; no number if there were no others
 * @param examples of failures
 */
public record Toll(
        long requests,
        long failed,
        long dropped,
        long lost,
        long doubled,
        double quietMillis,
        double changingMillis,
        List<String> examples) {}
