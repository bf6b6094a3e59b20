package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.support.hotswap.TriedSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each ledger the plug-ins that configuration names for it. Thread-safe; {@link #follow} by one thread at a time. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private final Slots slots;
    private final Map<String, Wires> wired = new ConcurrentHashMap<>();

    /** What one purpose has. */
    private record Wires(PluginNames names, Seats seats) {
        List<Slot<?>> slots() {
            return List.of(
                    seats.scheduler().slot(),
                    seats.matcher().slot(),
                    seats.strategy().slot());
        }
    }

    Wiring(Slots slots) {
        this.slots = slots;
    }

    /**
     * Seats of its own for a new ledger: what sits there serves the purpose. To be given back by {@link #giveBack} if it is not needed
     * after all.
     */
    Seats open(String purpose, PluginNames names) {
        return new Seats(
                serving(Scheduler.class, names.scheduler(), purpose),
                serving(Matcher.class, names.matcher(), purpose),
                serving(Strategy.class, names.strategy(), purpose));
    }

    /** Seats of its own for a copy of a ledger, by which nothing is served; to be given back by {@link #giveBack}. */
    Seats openForCopy(PluginNames names) {
        return new Seats(scheduler(names), matcher(names), strategy(names));
    }

    /**
     * Seats with one plug-in that is tried, and the others as they are named, each with an instance of its own where it is
     * prototype-scoped; to be given back by {@link #giveBack}.
     *
     * @param onFault told of each fault of that plug-in
     */
    Seats openTried(PluginNames names, String kind, String name, String version, Consumer<String> onFault) {
        return new Seats(
                kind.equals("scheduler") ? tried(Scheduler.class, name, version, onFault) : scheduler(names),
                kind.equals("matcher") ? tried(Matcher.class, name, version, onFault) : matcher(names),
                kind.equals("strategy") ? tried(Strategy.class, name, version, onFault) : strategy(names));
    }

    private <T> Seat<T> tried(Class<T> type, String name, String version, Consumer<String> onFault) {
        return new Seat<>(new TriedSlot<>(slots.open(type, name, version), onFault));
    }

    void giveBack(Seats seats) {
        new Wires(new PluginNames("", "", ""), seats).slots().forEach(Slot::close);
    }

    /** A new ledger has its seats. */
    void connected(String purpose, PluginNames names, Seats seats) {
        wired.put(purpose, new Wires(names, seats));
    }

    /** Has a ledger get other plug-ins if other ones are named now; its tasks and workers stay as they are. */
    void follow(Ledger ledger, PluginNames names) {
        Wires before = wired.get(ledger.purpose());
        if (before == null || before.names().equals(names)) {
            return;
        }
        PluginNames old = before.names();
        Seats seats = new Seats(
                old.scheduler().equals(names.scheduler())
                        ? before.seats().scheduler()
                        : serving(Scheduler.class, names.scheduler(), ledger.purpose()),
                old.matcher().equals(names.matcher())
                        ? before.seats().matcher()
                        : serving(Matcher.class, names.matcher(), ledger.purpose()),
                old.strategy().equals(names.strategy())
                        ? before.seats().strategy()
                        : serving(Strategy.class, names.strategy(), ledger.purpose()));
        Wires now = new Wires(names, seats);
        wired.put(ledger.purpose(), now);
        LOG.info("Purpose {} is ruled by {}", ledger.purpose(), names);
        List<Slot<?>> unused = new ArrayList<>(before.slots());
        unused.removeAll(now.slots());
        ledger.turn().post(new Reseating(ledger, seats)).whenComplete((done, failed) -> unused.forEach(Slot::close));
    }

    /** Why a purpose cannot be served: the first of its plug-ins that is not installed. */
    Optional<String> missing(String purpose) {
        Wires wires = wired.get(purpose);
        if (wires == null) {
            return Optional.empty();
        }
        for (Slot<?> slot : wires.slots()) {
            Optional<? extends Lease<?>> lease = slot.lease();
            if (lease.isEmpty()) {
                return Optional.of(slot.emptyMessage());
            }
            lease.get().close();
        }
        return Optional.empty();
    }

    /** A strategy for an explanation: its own instance, so that the one that serves does not notice. */
    Slot<Strategy> openStrategy(String name) {
        return slots.open(Strategy.class, name);
    }

    @Override
    public void close() {
        wired.values().forEach(wires -> wires.slots().forEach(Slot::close));
        wired.clear();
    }

    private <T> Seat<T> serving(Class<T> type, String name, String purpose) {
        return new Seat<>(slots.openFor(type, name, purpose));
    }

    private Seat<Scheduler> scheduler(PluginNames names) {
        return new Seat<>(slots.open(Scheduler.class, names.scheduler()));
    }

    private Seat<Matcher> matcher(PluginNames names) {
        return new Seat<>(slots.open(Matcher.class, names.matcher()));
    }

    private Seat<Strategy> strategy(PluginNames names) {
        return new Seat<>(slots.open(Strategy.class, names.strategy()));
    }

    /** Has other plug-ins rule, whether or not this node leads. */
    private static final class Reseating extends Operation<Boolean> {
        private final Ledger ledger;
        private final Seats seats;

        Reseating(Ledger ledger, Seats seats) {
            this.ledger = ledger;
            this.seats = seats;
        }

        @Override
        Boolean carryOut() {
            ledger.seat(seats);
            return true;
        }

        @Override
        Boolean busy() {
            return false;
        }
    }
}
