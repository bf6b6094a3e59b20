package io.patchbay.placement.internal;

import io.patchbay.api.metrics.Distribution;
import io.patchbay.api.placement.RefusalCode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened in one ledger since it was made. Confined to the ledger's turn, except for faults, which the watchdog finds as
 * well, and for requests that are turned away outside it.
 */
final class Counters {
    private final Map<RefusalCode, Long> refused = new EnumMap<>(RefusalCode.class);
    private long placed;
    private long kept;
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong withoutPlugin = new AtomicLong();
    private final Latencies placing = new Latencies();
    private final Latencies keeping = new Latencies();
    private final Latencies refusing = new Latencies();
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

    /** @param nanos how long its decision took, with the wait for the turn, if it was timed; likewise below */
    void addPlaced(long nanos) {
        placed++;
        placing.add(nanos);
    }

    void addKept(long nanos) {
        kept++;
        keeping.add(nanos);
    }

    void addRefused(RefusalCode code, long nanos) {
        refused.merge(code, 1L, Long::sum);
        refusing.add(nanos);
    }

    /** A request was turned away because too many wait. Thread-safe. */
    void addBusy() {
        busy.incrementAndGet();
    }

    /** A request was turned away because a plug-in is not installed. Thread-safe. */
    void addWithoutPlugin() {
        withoutPlugin.incrementAndGet();
    }

    /** Thread-safe. */
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

    /** How long those decisions took that were timed, by the label {@code outcome} beside others. */
    List<Distribution> latencies(Map<String, String> labels) {
        return List.of(
                placing.distribution(with(labels, "placed")),
                keeping.distribution(with(labels, "kept")),
                refusing.distribution(with(labels, "refused")));
    }

    private static Map<String, String> with(Map<String, String> labels, String outcome) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("outcome", outcome);
        return all;
    }

    Snapshot snapshot() {
        Map<RefusalCode, Long> all = new EnumMap<>(refused);
        merge(all, RefusalCode.BUSY, busy.get());
        merge(all, RefusalCode.NO_PLUGIN, withoutPlugin.get());
        return new Snapshot(placed, kept, all, faults.get(), givenUp, pickedUp, laidDown, expired, silenced);
    }

    private static void merge(Map<RefusalCode, Long> counts, RefusalCode code, long more) {
        if (more > 0) {
            counts.merge(code, more, Long::sum);
        }
    }
}
