package io.patchbay.placement.internal;

import java.util.Optional;

/**
 * The worker that was last given a task; numbers, because a reference would cost the collector's barrier. Confined to the ledger's
 * turn.
 */
final class LastPick {
    private int number;
    private long joined;

    void is(LedgerWorker worker) {
        number = worker.number();
        joined = worker.joined();
    }

    void forget() {
        number = 0;
        joined = 0;
    }

    /** Whether it is that one. */
    boolean was(LedgerWorker worker) {
        return worker.number() == number && worker.joined() == joined;
    }

    /** The worker, if it is still a member. */
    Optional<LedgerWorker> among(Registry registry) {
        return registry.isMember(number, joined) ? Optional.of(registry.at(number)) : Optional.empty();
    }
}
