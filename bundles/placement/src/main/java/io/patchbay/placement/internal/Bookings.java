package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import java.util.ArrayList;
import java.util.List;

/**
 * Which worker has which task: the states of a task, and what each change of state means for its worker. A task is reserved,
 * with a timer, or executing, in its worker's list; or there is no such task. Either way it takes its seats on its worker.
 * Confined to the ledger's turn.
 */
final class Bookings {
    private static final long EXECUTING = -1; // instead of a deadline
    private static final int NOT_COUNTED = -1; // instead of a mark

    private final TaskTable tasks = new TaskTable();
    private final Registry registry;
    private final Roster roster;
    private final TimerWheel wheel;
    private int reserved;

    /** @param nowMillis duty time, of which all times here are */
    Bookings(Registry registry, Roster roster, long nowMillis) {
        this.registry = registry;
        this.roster = roster;
        this.wheel = new TimerWheel(tasks, nowMillis);
    }

    TimerWheel wheel() {
        return wheel;
    }

    /** How many tasks there are. */
    int size() {
        return tasks.size();
    }

    /** How many of them are reserved. */
    int reserved() {
        return reserved;
    }

    /** The task of that name, or {@link TaskTable#NONE}. */
    int find(String name) {
        return tasks.find(name);
    }

    /** The worker that a task is bound to, which may be gone. */
    LedgerWorker holder(int task) {
        return registry.at(tasks.worker(task));
    }

    boolean isExecuting(int task) {
        return tasks.deadline(task) == EXECUTING;
    }

    /** How long it is, or will be, reserved. */
    int reserveMillis(int task) {
        return tasks.reserveMillis(task);
    }

    String name(int task) {
        return tasks.name(task);
    }

    /** How many seats it takes. */
    int seats(int task) {
        return tasks.seats(task);
    }

    /** For how long it is still reserved. */
    long leftMillis(int task, long now) {
        return endMillis(task) - now;
    }

    /** When its reservation ends. */
    long endMillis(int task) {
        return tasks.deadline(task) - Ticker.TICK_MILLIS;
    }

    /** The task as plug-ins see it. */
    PlacedTask placed(int task) {
        LedgerWorker holder = holder(task);
        return new PlacedTask(
                tasks.name(task), holder.id(), holder.isPresent(), isExecuting(task), tasks.reserveMillis(task));
    }

    /** Reserves a task that is not there yet, and counts it as load until the worker's next report; @return when it ends */
    long add(String name, LedgerWorker worker, int seats, int millis, long now) {
        int task = tasks.add(name);
        tasks.bind(task, worker.number());
        tasks.mark(task, worker.count());
        tasks.take(task, seats);
        worker.addSeatsTaken(seats);
        roster.weigh(worker);
        return startReservation(task, worker, millis, now);
    }

    /** How long an executing task will be reserved once it is laid down. */
    void keepFor(int task, int millis) {
        tasks.keepFor(task, millis);
    }

    /** Reserves a task on the worker that has it, from now on; @return when that ends */
    long reserve(int task, int millis, long now) {
        LedgerWorker worker = holder(task);
        detach(task, worker);
        return startReservation(task, worker, millis, now);
    }

    /** A worker executes a task that nobody has. */
    void executeNew(String name, LedgerWorker worker, int seats, int keepMillis) {
        int task = tasks.add(name);
        tasks.mark(task, NOT_COUNTED);
        tasks.take(task, seats);
        changeSeats(worker, seats);
        startExecution(task, worker, keepMillis);
    }

    /** A worker executes a task, whoever has it. */
    void execute(int task, LedgerWorker worker, int keepMillis) {
        LedgerWorker holder = holder(task);
        boolean executing = isExecuting(task);
        detach(task, holder);
        if (holder != worker) {
            uncount(task, holder);
            changeSeats(holder, -tasks.seats(task));
            changeSeats(worker, tasks.seats(task));
            if (executing) {
                holder.addStray(tasks.name(task));
            }
        }
        startExecution(task, worker, keepMillis);
        registry.release(holder);
    }

    /** Forgets a task whose worker knows that it no longer has it. */
    void forget(int task) {
        LedgerWorker holder = holder(task);
        detach(task, holder);
        uncount(task, holder);
        changeSeats(holder, -tasks.seats(task));
        tasks.remove(task);
        registry.release(holder);
    }

    /** Forgets a task; if it executes, its worker does not know and goes on. */
    void takeAway(int task) {
        if (isExecuting(task)) {
            holder(task).addStray(tasks.name(task));
        }
        forget(task);
    }

    /** Forgets what a worker executes. What is only reserved on it stays until its time is over. */
    void forgetExecuting(LedgerWorker worker) {
        while (worker.executing() > 0) {
            forget(tasks.first(listOf(worker)));
        }
    }

    /** Names of tasks that a worker executes, the newest first. */
    List<String> executing(LedgerWorker worker, int limit) {
        List<String> names = new ArrayList<>(Math.min(limit, worker.executing()));
        int task = worker.executing() == 0 ? TaskTable.NONE : tasks.first(listOf(worker));
        for (; task != TaskTable.NONE && names.size() < limit; task = tasks.next(task)) {
            names.add(tasks.name(task));
        }
        return names;
    }

    /** Gives a task to a worker's twin in other bookings, in the same state; its seats are taken there already. */
    void copyTo(Bookings other, int task, LedgerWorker twin) {
        twin.addSeatsTaken(-tasks.seats(task));
        other.executeNew(tasks.name(task), twin, tasks.seats(task), tasks.reserveMillis(task));
        if (!isExecuting(task)) {
            other.reserve(other.find(tasks.name(task)), tasks.reserveMillis(task), tasks.deadline(task));
        }
    }

    private long startReservation(int task, LedgerWorker worker, int millis, long now) {
        long end = now + millis + Ticker.TICK_MILLIS; // it may be nearly a tick later than now
        tasks.keepFor(task, millis);
        wheel.add(task, end);
        worker.addReserved(1);
        reserved++;
        return end;
    }

    private void startExecution(int task, LedgerWorker worker, int keepMillis) {
        tasks.bind(task, worker.number());
        tasks.keepFor(task, keepMillis);
        tasks.endAt(task, EXECUTING);
        tasks.allowLists(listOf(worker) + 1);
        tasks.link(task, listOf(worker));
        worker.addExecuting(1);
    }

    private void detach(int task, LedgerWorker holder) {
        tasks.unlink(task);
        if (isExecuting(task)) {
            holder.addExecuting(-1);
        } else {
            holder.addReserved(-1);
            reserved--;
        }
    }

    private void changeSeats(LedgerWorker worker, int change) {
        worker.addSeatsTaken(change);
        if (worker.countsSeats() && worker.isPresent()) {
            roster.weigh(worker);
        }
    }

    private void uncount(int task, LedgerWorker holder) {
        if (holder.uncount(tasks.mark(task))) {
            tasks.mark(task, NOT_COUNTED);
            if (holder.isPresent()) {
                roster.weigh(holder);
            }
        }
    }

    private static int listOf(LedgerWorker worker) {
        return TimerWheel.LISTS + worker.number();
    }
}
