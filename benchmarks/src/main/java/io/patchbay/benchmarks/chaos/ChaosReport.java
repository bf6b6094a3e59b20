package io.patchbay.benchmarks.chaos;

import java.util.List;

/**
 * What came of a storm.
 *
 * @param faults what must not have happened
 * @param summary what did happen, in one line
 * @param slowestTakeoverMillis until a task of a node that was killed, stopped or cut off was taken over; 0 if none was
 */
public record ChaosReport(List<String> faults, String summary, long slowestTakeoverMillis) {}
