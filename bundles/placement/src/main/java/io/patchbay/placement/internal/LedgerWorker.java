package io.patchbay.placement.internal;

import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What the ledger knows of one worker. Confined to the ledger's turn. */
final class LedgerWorker {
    static final int NO_POSITION = -1;

    /** How many seats are free on a worker that does not count them. */
    static final int UNCOUNTED = Integer.MAX_VALUE;

    private static final long ANY = -1;

    private final String id;
    private final int number;
    private WorkerInfo info;
    private OptionalInt state = OptionalInt.empty();
    private String incarnation = "";
    private double reportedLoad;
    private double load; // to order by
    private int position = NO_POSITION;
    private int recentReservations; // since the last report of a load
    private int loadReports;
    private int reserved;
    private int executing;
    private int seatsTaken; // by both
    private Set<String> strays = Set.of(); // believed to execute, but not by the ledger; mostly empty
    private long joined; // the how-manieth join of this node's life
    private long seenMillis;
    private boolean unreached; // somebody said so since it was last seen
    private boolean replaceable; // silent, where others can do what it does
    private long expectedSequence = ANY;
    private boolean outOfStep;
    private OfferedWorker offered;

    /** @param number how the task table calls it */
    LedgerWorker(String id, int number, WorkerInfo info) {
        this.id = id;
        this.number = number;
        this.info = info;
    }

    String id() {
        return id;
    }

    int number() {
        return number;
    }

    WorkerInfo info() {
        return info;
    }

    OptionalInt state() {
        return state;
    }

    String incarnation() {
        return incarnation;
    }

    /** Takes in what a worker says of itself when it joins. */
    void introduce(WorkerAnnouncement announcement) {
        info = announcement.info();
        state = announcement.state();
        announcement.incarnation().ifPresent(value -> incarnation = value);
        // without a load it is not available before its first report (owt-server: a new worker has its maximum load)
        reportLoad(announcement.load().orElse(info.maxLoad() > 0 ? info.maxLoad() : 1.0));
        expectedSequence = ANY;
        outOfStep = false;
    }

    /** Gets the state, the load and the place in the join order of another one. */
    void resemble(LedgerWorker other) {
        state = other.state;
        joined = other.joined;
        reportedLoad = other.reportedLoad;
        recentReservations = other.recentReservations;
        seatsTaken = other.seatsTaken;
        unreached = other.unreached;
        replaceable = other.replaceable;
    }

    /** Gets the loads of one in another roster. */
    void resemble(double reportedThen, double loadThen) {
        reportedLoad = reportedThen;
        load = loadThen;
    }

    /** Says something else of itself. */
    void inform(WorkerInfo now) {
        info = now;
    }

    /** Whether it is a member now, rather than gone with tasks still reserved on it. */
    boolean isPresent() {
        return position != NO_POSITION;
    }

    int position() {
        return position;
    }

    void sit(int at) {
        position = at;
    }

    /** The how-manieth join of all purposes was its own. */
    long joined() {
        return joined;
    }

    void joinedAs(long count) {
        joined = count;
    }

    void leave() {
        position = NO_POSITION;
        strays = Set.of();
    }

    /** Below its maximum, strictly, by what it reported; and ready. */
    boolean isReady() {
        return reportedLoad < info.maxLoad() && (state.isEmpty() || state.getAsInt() == WorkerAnnouncement.READY);
    }

    /** Ready and not passed over, with that many seats free if it counts them. */
    boolean isAvailable(int seats) {
        return isReady() && !isPassedOver() && freeSeats() >= seats;
    }

    /** Whether it said how many seats it has. */
    boolean countsSeats() {
        return info.seats().isPresent();
    }

    /** How many seats none of its tasks takes; {@link #UNCOUNTED} if it does not count them. */
    int freeSeats() {
        // it may execute more than it has seats for: what it says is a fact
        return info.seats().isPresent() ? Math.max(0, info.seats().getAsInt() - seatsTaken) : UNCOUNTED;
    }

    int seatsTaken() {
        return seatsTaken;
    }

    void addSeatsTaken(int change) {
        seatsTaken += change;
    }

    double reportedLoad() {
        return reportedLoad;
    }

    /** The load to order by, as of the last {@link #weigh}. */
    double load() {
        return load;
    }

    /** Counts the reservations since the last report into the load to order by. */
    double weigh(double reservedTaskLoad) {
        load = reportedLoad + reservedTaskLoad * recentReservations;
        return load;
    }

    void reportLoad(double load) {
        reportedLoad = load;
        recentReservations = 0;
        loadReports++;
    }

    void reportState(int now) {
        state = OptionalInt.of(now);
    }

    /**
     * Counts a new reservation until the next report.
     *
     * @return the mark by which {@link #uncount} knows whether it still counts
     */
    int count() {
        recentReservations++;
        return loadReports;
    }

    /** A reservation is no more; @return whether the load has changed by it */
    boolean uncount(int mark) {
        if (mark != loadReports) {
            return false;
        }
        recentReservations--;
        return true;
    }

    int reserved() {
        return reserved;
    }

    void addReserved(int change) {
        reserved += change;
    }

    int executing() {
        return executing;
    }

    void addExecuting(int change) {
        executing += change;
    }

    /** Tasks that it believes to execute and that are elsewhere, or nowhere, by the ledger. */
    Set<String> strays() {
        return strays;
    }

    boolean hasStray(String task) {
        return !strays.isEmpty() && strays.contains(task);
    }

    void addStray(String task) {
        if (strays.isEmpty()) {
            strays = new HashSet<>();
        }
        strays.add(task);
    }

    void removeStray(String task) {
        if (!strays.isEmpty()) {
            strays.remove(task);
        }
    }

    void clearStrays() {
        strays = Set.of();
    }

    long seenMillis() {
        return seenMillis;
    }

    void seen(long millis) {
        seenMillis = millis;
        unreached = false;
        replaceable = false;
    }

    /** Somebody could not reach it: it may be gone, which its next report would disprove; @return whether that is news */
    boolean notReached() {
        boolean news = !unreached;
        unreached = true;
        return news;
    }

    /** Says whether it has been silent for a while, and others can do what it does. */
    void replaceable(boolean now) {
        replaceable = now;
    }

    /** Why it is given nothing until its next report, although it may be ready: the same reason until then, if it was not reached. */
    Optional<PassedOver> passedOver() {
        if (unreached) {
            return Optional.of(PassedOver.UNREACHED);
        }
        return replaceable ? Optional.of(PassedOver.SILENT) : Optional.empty();
    }

    /** Whether it is given nothing until its next report. */
    boolean isPassedOver() {
        return unreached || replaceable;
    }

    /** Whether it counts its reports and one was lost, now or since it last joined. */
    boolean isOutOfStep(OptionalLong sequence) {
        if (!outOfStep && sequence.isPresent()) {
            long number = sequence.getAsLong();
            if (expectedSequence == ANY || number == expectedSequence) {
                expectedSequence = number + 1;
            } else {
                outOfStep = true;
            }
        }
        return outOfStep;
    }

    long expectedSequence() {
        return expectedSequence;
    }

    /** This worker as plug-ins see it, the same object until a call is given up. */
    OfferedWorker offered(Tenure tenure) {
        OfferedWorker known = offered; // read once: an abandoned call may write it too
        if (known == null || !known.isOf(tenure)) {
            known = new OfferedWorker(this, tenure);
            offered = known;
        }
        return known;
    }
}
