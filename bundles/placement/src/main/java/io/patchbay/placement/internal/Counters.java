package io.patchbay.placement.internal;

import io.patchbay.api.placement.RefusalCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What happened in one ledger since it was made. Confined to the ledger's turn, except for faults, which the watchdog finds as well. */
final class Counters {
    private final Map<RefusalCode, Long> refused = new EnumMap<>(RefusalCode.class);
    private long placed;
    private long kept;
    private final AtomicLong faults = new AtomicLong();
    private long givenUp;
    private long pickedUp;
    private long laidDown;
    private long expired;
    private long silenced;

    /**
     * The counts at one moment.
     *
     * @param placed tasks that were given to a worker
     * @param kept requests for tasks that had one
     * @param refused requests, by reason
     * @param faults of plug-ins
     * @param givenUp calls without an answer in time, whether or not it was the plug-in's fault
     * @param pickedUp tasks that a worker began to execute
     * @param laidDown tasks that a worker ceased to execute
     * @param expired reservations
     * @param silenced workers that were removed because they said nothing
     */
    record Snapshot(
            long placed,
            long kept,
            Map<RefusalCode, Long> refused,
            long faults,
            long givenUp,
            long pickedUp,
            long laidDown,
            long expired,
            long silenced) {}

    void addPlaced() {
        placed++;
    }

    void addKept() {
        kept++;
    }

    void addRefused(RefusalCode code) {
        refused.merge(code, 1L, Long::sum);
    }

    void addFault() {
        faults.incrementAndGet();
    }

    void addGivenUp() {
        givenUp++;
    }

    void addPickedUp() {
        pickedUp++;
    }

    void addLaidDown() {
        laidDown++;
    }

    void addExpired() {
        expired++;
    }

    void addSilenced() {
        silenced++;
    }

    Snapshot snapshot() {
        return new Snapshot(
                placed, kept, new EnumMap<>(refused), faults.get(), givenUp, pickedUp, laidDown, expired, silenced);
    }
}
