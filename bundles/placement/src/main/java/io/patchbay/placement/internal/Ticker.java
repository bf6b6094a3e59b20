package io.patchbay.placement.internal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's sense of time, one tick every {@value #TICK_MILLIS} ms: gives up plug-in calls that take too long, wakes ledgers
 * whose reservations end, has silence checked every second. It never runs a plug-in. Confined to the thread that ticks, except
 * where a method says otherwise.
 *
 * <p>It counts ticks instead of comparing times: while the process is stopped nothing ticks, so no plug-in call is given up for
 * that; and no worker is removed, because a tick that comes late gives all of them their whole time again.
 */
final class Ticker {
    static final long TICK_MILLIS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long CHECK_MILLIS = 1000;

    private final Office office;
    private final Collection<Ledger> ledgers;
    private final Consumer<Ledger> rewiring;
    private final Set<Ledger> guests = ConcurrentHashMap.newKeySet();
    private final Set<Ledger> busy = ConcurrentHashMap.newKeySet(); // with what they were told to do
    private final Set<Ledger> toCheck = new HashSet<>();
    private final Set<Ledger> toExcuse = new HashSet<>();
    private Settings wired;
    private long nextCheck;

    /**
     * @param ledgers all there are; a view that changes
     * @param rewiring has a ledger get the plug-ins that its settings name
     */
    Ticker(Office office, Collection<Ledger> ledgers, Consumer<Ledger> rewiring) {
        this.office = office;
        this.ledgers = ledgers;
        this.rewiring = rewiring;
        this.wired = office.settings();
        this.nextCheck = office.dutyMillis() + CHECK_MILLIS;
    }

    /** Watches the turn of a ledger that is not one of the engine's, until it is dismissed. Thread-safe. */
    void welcome(Ledger guest) {
        guests.add(guest);
    }

    /** Thread-safe. */
    void dismiss(Ledger guest) {
        guests.remove(guest);
    }

    /** Whether a ledger still has to do what a tick found. Thread-safe. */
    boolean isBusy() {
        return !busy.isEmpty();
    }

    /** One tick; throws nothing, because there must be a next one. */
    void tick() {
        try {
            watch();
            if (office.tick()) {
                toExcuse.addAll(ledgers);
            }
            long now = office.dutyMillis();
            boolean check = now >= nextCheck;
            if (check) {
                nextCheck = now + CHECK_MILLIS;
                toCheck.addAll(ledgers);
            }
            Settings settings = office.settings();
            if (check || !wired.equals(settings)) {
                wired = settings;
                ledgers.forEach(rewiring);
            }
            if (office.term().isPresent()) {
                ledgers.forEach(ledger -> wake(ledger, now));
            }
        } catch (RuntimeException broken) {
            LOG.error("A tick failed", broken);
        }
    }

    private void watch() {
        int budgetTicks = (int) Math.max(1, office.settings().decisionBudgetMillis() / TICK_MILLIS);
        for (Ledger ledger : ledgers) {
            ledger.stopwatch().tick();
            ledger.turn().watch(budgetTicks);
            ledger.turn().doIfFree(ledger::letGoOfLeases);
        }
        guests.forEach(guest -> guest.turn().watch(budgetTicks));
    }

    private void wake(Ledger ledger, long now) {
        boolean due = now >= ledger.wakeMillis() || toCheck.contains(ledger) || toExcuse.contains(ledger);
        if (!due || !busy.add(ledger)) {
            return; // whatever there is to do waits for the next tick
        }
        boolean excuse = toExcuse.remove(ledger);
        boolean check = toCheck.remove(ledger) && !excuse;
        LedgerOperation<Boolean> chores = LedgerOperation.of(ledger, false, operation -> {
            if (excuse) {
                ledger.attendance().excuseSilence(now);
            } else if (check) {
                ledger.attendance().checkSilence(now);
            }
            ledger.execution().expire(operation);
            return true;
        });
        ledger.turn().post(chores).whenComplete((done, failed) -> {
            if (failed != null) {
                LOG.error("The ledger of {} could not be kept up to date", ledger.purpose(), failed);
            }
            busy.remove(ledger);
        });
    }
}
