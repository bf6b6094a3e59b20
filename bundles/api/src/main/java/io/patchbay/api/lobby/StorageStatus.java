package io.patchbay.api.lobby;

import io.patchbay.api.placement.WorkerInfo;

/**
 * A storage worker as an operator sees it.
 *
 * @param id its id
 * @param info what it said of itself
 * @param load what it last reported
 * @param silentMillis how long ago that was
 */
public record StorageStatus(String id, WorkerInfo info, double load, long silentMillis) {}
