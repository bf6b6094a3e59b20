package io.patchbay.placement.internal;

import io.patchbay.api.placement.WorkerInfo;

/**
 * All that plug-ins could see of a roster at one moment, by position. Its arrays are never changed. Of the workers only what
 * never changes may be read, since the ledger goes on with them.
 *
 * @param workers who was where; null where nobody was
 * @param infos what each had said of itself
 * @param reported loads as reported
 * @param loads loads to order by
 * @param available bits: who can be given a task of one seat
 * @param freeSeats how many seats were free, as {@link LedgerWorker#freeSeats} tells it
 * @param end the first position that nobody ever had
 * @param previous the position of the last pick; {@link LedgerWorker#NO_POSITION} if it is no member
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Checkpoint(
        LedgerWorker[] workers,
        WorkerInfo[] infos,
        double[] reported,
        double[] loads,
        long[] available,
        int[] freeSeats,
        int end,
        int previous) {}
