package io.patchbay.api.lobby;

import io.patchbay.api.placement.WorkerInfo;

/**
 * A storage worker as an operator sees it.
 *
 * @param id its id
 * @param info what it said of itself
 * @param load what it last reported
 * @param silentMillis how long ago that was
 * @param reportedAtMillis when that was, in milliseconds since the epoch; stays what it is until the next report
 */
public record StorageStatus(String id, WorkerInfo info, double load, long silentMillis, long reportedAtMillis) {}
