package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The three plug-ins that rule over one ledger.
 *
 * @param scheduler decides what becomes of a task
 * @param matcher says which workers can serve a preference
 * @param strategy chooses among those
 */
record Seats(Seat<Scheduler> scheduler, Seat<Matcher> matcher, Seat<Strategy> strategy) {
    /** The kinds of plug-ins on the seats, by their numbers. */
    static final List<String> KINDS = List.of("scheduler", "matcher", "strategy");

    /** Numbers of the seats. */
    static final int SCHEDULER = 0;

    static final int MATCHER = 1;
    static final int STRATEGY = 2;

    Seat<?> at(int number) {
        return number == SCHEDULER ? scheduler : number == MATCHER ? matcher : strategy;
    }

    /** Gives all leases back until the next call. */
    void letGo() {
        scheduler.letGo();
        matcher.letGo();
        strategy.letGo();
    }

    /** All leases, to be closed by whoever is caught in a call with them. */
    List<Lease<?>> abandon() {
        return Stream.<Optional<? extends Lease<?>>>of(scheduler.abandon(), matcher.abandon(), strategy.abandon())
                .<Lease<?>>flatMap(Optional::stream)
                .toList();
    }
}
