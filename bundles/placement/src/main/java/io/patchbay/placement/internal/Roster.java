package io.patchbay.placement.internal;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The workers of one purpose in join order, each at a position, and what decides among them, in arrays by position. Who leaves
 * leaves a hole; when the array is full it is closed up or doubled, which changes the {@link #layout()}, and every index is
 * built anew. Confined to the ledger's turn; an abandoned plug-in call may read it and gets nonsense at worst.
 */
final class Roster {
    /** The most workers of one purpose. */
    static final int MAX_WORKERS = 100_000;

    private static final int FIRST_CAPACITY = 16;
    private static final int LEAST_REMEMBERED = 64; // changes

    private LedgerWorker[] workers;
    private double[] loads; // to order by
    private long[] available;
    private ChangeLog availabilityChanges;
    private ChangeLog loadChanges;
    private ChangeLog infoChanges;
    private int end;
    private int size;
    private int availableCount;
    private int layout;
    private double reservedTaskLoad;

    /** @param reservedTaskLoad what each reservation since the last report counts */
    Roster(double reservedTaskLoad) {
        this.reservedTaskLoad = reservedTaskLoad;
        layOut(FIRST_CAPACITY);
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size >= MAX_WORKERS;
    }

    /** Positions are below it. A power of two. */
    int capacity() {
        return workers.length;
    }

    /** The first position that nobody ever had. */
    int end() {
        return end;
    }

    /** Changes whenever positions do. */
    int layout() {
        return layout;
    }

    boolean anyAvailable() {
        return availableCount > 0;
    }

    boolean isAvailable(int position) {
        return RankedBits.isSet(available, position);
    }

    long[] available() {
        return available;
    }

    double[] loads() {
        return loads;
    }

    ChangeLog availabilityChanges() {
        return availabilityChanges;
    }

    /** Also tells of every change of availability. */
    ChangeLog loadChanges() {
        return loadChanges;
    }

    /** Who joined, left, or said something else of itself. */
    ChangeLog infoChanges() {
        return infoChanges;
    }

    /** Whether somebody is at a position. */
    boolean isTaken(int position) {
        return workers[position] != null;
    }

    /** The worker at a position that is taken. */
    LedgerWorker at(int position) {
        return workers[position];
    }

    /** All workers in join order. */
    void forEach(Consumer<LedgerWorker> action) {
        for (int position = 0; position < end; position++) {
            if (workers[position] != null) {
                action.accept(workers[position]);
            }
        }
    }

    /** Puts a worker at the end. */
    void add(LedgerWorker worker) {
        if (end == workers.length) {
            layOut(size > workers.length / 2 ? workers.length * 2 : workers.length);
        }
        seat(worker);
        infoChanges.append(worker.position());
        update(worker);
    }

    void remove(LedgerWorker worker) {
        int position = worker.position();
        worker.leave();
        setAvailable(position, false);
        infoChanges.append(position);
        workers[position] = null;
        size--;
    }

    /** A worker says something else of itself. */
    void informed(LedgerWorker worker) {
        infoChanges.append(worker.position());
        update(worker);
    }

    /** Takes in a worker's load, state and reservations. */
    void update(LedgerWorker worker) {
        weigh(worker);
        setAvailable(worker.position(), worker.isAvailable());
    }

    /** Takes in a worker's reservations: they order it and make it neither available nor not. */
    void weigh(LedgerWorker worker) {
        int position = worker.position();
        double load = worker.weigh(reservedTaskLoad);
        if (loads[position] != load) {
            loads[position] = load;
            loadChanges.append(position);
        }
    }

    /** Changes what a reservation counts. */
    void weighReservations(double load) {
        reservedTaskLoad = load;
        forEach(this::weigh);
    }

    private void setAvailable(int position, boolean now) {
        if (isAvailable(position) != now) {
            RankedBits.put(available, position, now);
            availableCount += now ? 1 : -1;
            availabilityChanges.append(position);
            loadChanges.append(position);
        }
    }

    private void seat(LedgerWorker worker) {
        worker.sit(end);
        workers[end++] = worker;
        size++;
    }

    private void layOut(int capacity) {
        LedgerWorker[] before = workers == null ? new LedgerWorker[0] : Arrays.copyOf(workers, end);
        workers = new LedgerWorker[capacity];
        loads = new double[capacity];
        available = new long[RankedBits.wordsFor(capacity)];
        availabilityChanges = new ChangeLog(Math.max(capacity, LEAST_REMEMBERED));
        loadChanges = new ChangeLog(Math.max(capacity, LEAST_REMEMBERED));
        infoChanges = new ChangeLog(Math.max(capacity, LEAST_REMEMBERED));
        layout++;
        end = 0;
        size = 0;
        availableCount = 0;
        for (LedgerWorker worker : before) {
            if (worker != null) {
                seat(worker);
                update(worker);
            }
        }
    }
}
