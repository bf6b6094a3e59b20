package io.patchbay.placement.internal;

import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.Scheduled;

/**
 * What became of a request, so that two answers can be compared. Immutable.
 *
 * @param worker who got the task; empty if nobody
 * @param reserveMillis for how long
 * @param refusal why nobody; empty if somebody
 */
record Verdict(String worker, long reserveMillis, String refusal) {
    /** What was recorded. */
    static Verdict of(Scheduled outcome, long atMillis) {
        if (outcome instanceof Scheduled.Placed placed) {
            return new Verdict(placed.worker(), placed.reservedUntilMillis() - atMillis, "");
        }
        Scheduled.Refused refused = (Scheduled.Refused) outcome;
        return new Verdict("", 0, refused.code() + ": " + refused.message());
    }

    /** What is ruled in a copy. */
    static Verdict of(Ruling ruling, ScheduleOperation operation, Ledger ledger) {
        if (ruling instanceof Ruling.Reserve reserve) {
            return new Verdict(((OfferedWorker) reserve.worker()).worker().id(), reserve.reserveMillis(), "");
        }
        if (ruling instanceof Ruling.Keep keep) {
            return new Verdict(operation.known().orElseThrow().worker(), keep.reserveMillis(), "");
        }
        Ruling.Refuse refuse = (Ruling.Refuse) ruling;
        return of(ledger.refusal(refuse), 0);
    }

    /** For people. */
    @Override
    public String toString() {
        return worker.isEmpty() ? "refused, " + refusal : worker + " for " + reserveMillis + " ms";
    }
}
