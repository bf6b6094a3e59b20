package io.patchbay.placement.internal;

import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Scheduled.Refused;

/** One decision: what was asked, what the answer was, and whose it was. Written in the ledger's turn, not changed afterwards. */
final class DecisionRecord {
    /** Who decides where a plug-in failed. */
    static final String BUILT_IN = "built-in";

    private static final Scheduled OPEN = new Refused(RefusalCode.BUSY, "not decided yet");

    private final ScheduleRequest request;
    private final long atMillis;
    private final long seed;
    private Scheduled outcome = OPEN;
    private String scheduler = "";
    private String matcher = "";
    private String strategy = "";

    DecisionRecord(ScheduleRequest request, long atMillis, long seed) {
        this.request = request;
        this.atMillis = atMillis;
        this.seed = seed;
    }

    ScheduleRequest request() {
        return request;
    }

    /** When, in milliseconds since the epoch. */
    long atMillis() {
        return atMillis;
    }

    /** What its random numbers came from. */
    long seed() {
        return seed;
    }

    Scheduled outcome() {
        return outcome;
    }

    void outcome(Scheduled answer) {
        outcome = answer;
    }

    /** Name and version of the scheduler that ruled; empty if none was asked, like those below. */
    String scheduler() {
        return scheduler;
    }

    void scheduler(String label) {
        scheduler = label;
    }

    String matcher() {
        return matcher;
    }

    void matcher(String label) {
        matcher = label;
    }

    String strategy() {
        return strategy;
    }

    void strategy(String label) {
        strategy = label;
    }
}
