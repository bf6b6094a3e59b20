package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;

/** What workers, callers and the time do to the tasks of a ledger. Confined to the ledger's turn. */
final class Execution {
    private static final int DUE_AT_ONCE = 256;
    private static final int DUE_BATCHES = 16;

    private final Ledger ledger;
    private final int[] due = new int[DUE_AT_ONCE];
    private int dueNext;
    private int dueEnd;

    Execution(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * A worker says that it executes a task: so it does, whoever had it before.
     *
     * @param seats how many it takes if nobody knows it
     */
    void pickUp(String name, int seats, LedgerWorker worker, Operation<?> operation) {
        int task = ledger.bookings().find(name);
        PlacedTask before = task == TaskTable.NONE
                ? PlacedTask.unplaced(name)
                : ledger.bookings().placed(task);
        int keepMillis = (int) ledger.serving().pickedUp(before, worker, operation);
        worker.removeStray(name);
        if (task == TaskTable.NONE) {
            ledger.bookings().executeNew(name, worker, seats, keepMillis);
        } else {
            ledger.bookings().execute(task, worker, keepMillis);
        }
        ledger.counters().addPickedUp();
    }

    /** A worker says that it no longer executes a task. */
    void layDown(String name, LedgerWorker worker, Operation<?> operation) {
        int task = ledger.bookings().find(name);
        boolean stray = worker.hasStray(name);
        if (task == TaskTable.NONE || (stray && ledger.bookings().holder(task) != worker)) {
            worker.removeStray(name); // it does what it was told: whoever has the task now keeps it
            return;
        }
        boolean own = ledger.bookings().holder(task) == worker;
        int keepMillis = (int) ledger.serving()
                .laidDown(
                        ledger.bookings().placed(task),
                        worker,
                        stray || (own && ledger.bookings().isExecuting(task)),
                        operation);
        worker.removeStray(name);
        if (own && keepMillis > 0) {
            ledger.wakeAt(
                    ledger.bookings().reserve(task, keepMillis, ledger.office().dutyMillis()));
        } else if (own) {
            ledger.bookings().forget(task);
        } else if (keepMillis == 0) {
            ledger.bookings().takeAway(task);
        }
        ledger.counters().addLaidDown();
    }

    /** Forgets a task; @return whether there was one */
    boolean unschedule(String name) {
        int task = ledger.bookings().find(name);
        if (task == TaskTable.NONE) {
            return false;
        }
        ledger.bookings().takeAway(task);
        return true;
    }

    /** Somebody has come for a task; @return whether that worker has it, and is there */
    boolean confirm(String name, String worker, int millis) {
        Bookings bookings = ledger.bookings();
        int task = bookings.find(name);
        if (task == TaskTable.NONE) {
            return false;
        }
        LedgerWorker holder = bookings.holder(task);
        if (!holder.isPresent() || !holder.id().equals(worker)) {
            return false;
        }
        if (!bookings.isExecuting(task)) {
            ledger.wakeAt(bookings.reserve(task, millis, ledger.office().dutyMillis()));
            bookings.keepFor(task, 0); // nobody comes for it once more
        }
        return true;
    }

    /** Lets reservations end whose time is over, as many as one turn should. */
    void expire(Operation<?> operation) {
        for (int batch = 0; batch < DUE_BATCHES; batch++) {
            if (dueNext == dueEnd) {
                dueNext = 0;
                dueEnd = ledger.bookings().wheel().advance(ledger.office().dutyMillis(), due);
            }
            while (dueNext < dueEnd) {
                int task = due[dueNext];
                int keepMillis =
                        (int) ledger.serving().expired(ledger.bookings().placed(task), operation);
                dueNext++;
                if (keepMillis > 0) {
                    ledger.bookings().reserve(task, keepMillis, ledger.office().dutyMillis());
                } else {
                    ledger.bookings().forget(task);
                }
                ledger.counters().addExpired();
            }
            if (dueEnd < due.length) {
                ledger.sleep();
                ledger.wakeAt(ledger.bookings().wheel().nextMillis());
                return;
            }
        }
        ledger.wakeAt(0); // at once: there may be more
    }
}
