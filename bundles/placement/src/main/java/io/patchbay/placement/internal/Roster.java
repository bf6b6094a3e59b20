package io.patchbay.placement.internal;

import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;

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
    private WorkerInfo[] infos;
    private double[] reported;
    private double[] loads; // to order by
    private int[] freeSeats;
    private Availability single; // who can be given a task of one seat, which is everybody who is available at all
    private Availability[] larger; // by number of seats, each made when it is first asked for
    private ChangeLog loadChanges;
    private ChangeLog infoChanges;
    private int end;
    private int size;
    private int layout;
    private double reservedTaskLoad;
    private final Recording recording;

    /** @param reservedTaskLoad what each reservation since the last report counts */
    Roster(double reservedTaskLoad, Recording recording) {
        this.reservedTaskLoad = reservedTaskLoad;
        this.recording = recording;
        layOut(FIRST_CAPACITY);
    }

    /** A roster as another one was at a moment, with workers of its own. */
    Roster(Checkpoint past, IntFunction<LedgerWorker> workerAt) {
        this.recording = Recording.none();
        allocate(past.workers().length);
        end = past.end();
        for (int position = 0; position < end; position++) {
            if (past.workers()[position] != null) {
                seat(workerAt.apply(position), position);
                put(
                        position,
                        past.reported()[position],
                        past.loads()[position],
                        RankedBits.isSet(past.available(), position),
                        past.freeSeats()[position]);
            }
        }
    }

    Recording recording() {
        return recording;
    }

    /** All that plug-ins see of it now. */
    Checkpoint checkpoint(int previous) {
        return new Checkpoint(
                workers.clone(),
                infos.clone(),
                reported.clone(),
                loads.clone(),
                single.workers().clone(),
                freeSeats.clone(),
                end,
                previous);
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

    boolean isAvailable(int position) {
        return single.has(position);
    }

    /** Who can be given a task of that many seats. O(n) when a size is first asked for. */
    Availability available(int seats) {
        if (seats == 1) {
            return single;
        }
        if (larger[seats] == null) {
            Availability fresh = availability(seats);
            for (int position = 0; position < end; position++) {
                fresh.set(position, single.has(position) && freeSeats[position] >= seats);
            }
            larger[seats] = fresh;
        }
        return larger[seats];
    }

    /** How many seats are free at a position; {@link LedgerWorker#UNCOUNTED} where nobody counts them. */
    int freeSeats(int position) {
        return freeSeats[position];
    }

    double[] loads() {
        return loads;
    }

    /** Also tells of every change of availability, for tasks of any size. */
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
        seat(worker, end++);
        infoChanges.append(worker.position());
        take(worker); // it is recorded anyway
        recording.changed(worker, isAvailable(worker.position()));
    }

    void remove(LedgerWorker worker) {
        int position = worker.position();
        worker.leave();
        setAvailable(position, false, 0);
        infoChanges.append(position);
        workers[position] = null;
        size--;
        recording.left(position);
    }

    /** A worker says something else of itself. */
    void informed(LedgerWorker worker) {
        infos[worker.position()] = worker.info();
        infoChanges.append(worker.position());
        take(worker); // it is recorded anyway
        recording.changed(worker, isAvailable(worker.position()));
    }

    /** Takes in a worker's load, state and reservations. */
    void update(LedgerWorker worker) {
        if (take(worker)) {
            recording.reported(worker, isAvailable(worker.position()));
        }
    }

    /** Takes in a worker's tasks: they order it, and take its seats if it counts them. */
    void weigh(LedgerWorker worker) {
        if (worker.countsSeats()) {
            update(worker);
            return;
        }
        double load = worker.weigh(reservedTaskLoad);
        if (setLoad(worker.position(), load)) {
            recording.weighed(worker.position(), load);
        }
    }

    /** Makes a position look as it did in another roster. */
    void put(int position, double reportedThen, double load, boolean availableThen, int freeThen) {
        workers[position].resemble(reportedThen, load);
        reported[position] = reportedThen;
        setLoad(position, load);
        setAvailable(position, availableThen, freeThen);
    }

    /** Puts a worker where it was in another roster, or what it said of itself. */
    void putWorker(int position, LedgerWorker worker) {
        end = Math.max(end, position + 1);
        if (workers[position] == null) {
            size++;
        }
        workers[position] = worker;
        worker.sit(position);
        infos[position] = worker.info();
        infoChanges.append(position);
    }

    /** Changes what a reservation counts. */
    void weighReservations(double load) {
        reservedTaskLoad = load;
        forEach(this::weigh);
    }

    /** @return whether anything is not as it was */
    private boolean take(LedgerWorker worker) {
        int position = worker.position();
        boolean changed = setLoad(position, worker.weigh(reservedTaskLoad));
        changed |= setAvailable(position, worker.isAvailable(1), worker.freeSeats());
        if (reported[position] != worker.reportedLoad()) {
            reported[position] = worker.reportedLoad();
            return true;
        }
        return changed;
    }

    private boolean setLoad(int position, double load) {
        if (loads[position] == load) {
            return false;
        }
        loads[position] = load;
        loadChanges.append(position);
        return true;
    }

    private boolean setAvailable(int position, boolean now, int free) {
        boolean otherSeats = freeSeats[position] != free;
        freeSeats[position] = free;
        boolean otherSingle = single.set(position, now);
        if (!otherSeats && !otherSingle) {
            return false;
        }
        boolean otherLarger = false;
        for (Availability size : larger) {
            otherLarger |= size != null && size.set(position, now && free >= size.seats());
        }
        if (otherSingle || otherLarger) {
            loadChanges.append(position);
        }
        return true;
    }

    private Availability availability(int seats) {
        return new Availability(seats, workers.length, Math.max(workers.length, LEAST_REMEMBERED));
    }

    private void seat(LedgerWorker worker, int position) {
        worker.sit(position);
        workers[position] = worker;
        infos[position] = worker.info();
        size++;
    }

    private void layOut(int capacity) {
        LedgerWorker[] before = workers == null ? new LedgerWorker[0] : Arrays.copyOf(workers, end);
        allocate(capacity);
        for (LedgerWorker worker : before) {
            if (worker != null) {
                seat(worker, end++);
                take(worker); // a checkpoint will have it
            }
        }
        recording.relaid();
    }

    private void allocate(int capacity) {
        workers = new LedgerWorker[capacity];
        infos = new WorkerInfo[capacity];
        reported = new double[capacity];
        loads = new double[capacity];
        freeSeats = new int[capacity];
        single = availability(1);
        larger = new Availability[ScheduleRequest.MAX_SEATS + 1];
        loadChanges = new ChangeLog(Math.max(capacity, LEAST_REMEMBERED));
        infoChanges = new ChangeLog(Math.max(capacity, LEAST_REMEMBERED));
        layout++;
        end = 0;
        size = 0;
    }
}
