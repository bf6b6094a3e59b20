package io.patchbay.placement.internal;

import io.patchbay.api.metrics.Distribution;
import java.util.List;
import java.util.Map;

/**
 * What one ledger counts, at one moment of its turn.
 *
 * @param purpose whose it is
 * @param counters what happened in it
 * @param latencies how long decisions took that were timed, by outcome
 * @param waiting how many requests wait for the turn
 * @param workers how many are members
 * @param executing how many tasks are executed by one of them
 * @param reserved how many tasks are not
 * @param seats how many seats the workers have that count them
 * @param seatsTaken how many of those are taken
 */
record LedgerReading(
        String purpose,
        Counters.Snapshot counters,
        List<Distribution> latencies,
        int waiting,
        int workers,
        int executing,
        int reserved,
        long seats,
        long seatsTaken) {
    /** To be called in the ledger's turn. */
    static LedgerReading of(Ledger ledger) {
        int[] executing = {0};
        long[] seats = {0, 0};
        ledger.roster().forEach(worker -> {
            executing[0] += worker.executing();
            if (worker.countsSeats()) {
                seats[0] += worker.info().seats().orElseThrow();
                seats[1] += worker.seatsTaken();
            }
        });
        return new LedgerReading(
                ledger.purpose(),
                ledger.counters().snapshot(),
                ledger.counters().latencies(Map.of("purpose", ledger.purpose())),
                ledger.turn().waiting(),
                ledger.roster().size(),
                executing[0],
                ledger.bookings().reserved(),
                seats[0],
                seats[1]);
    }
}
