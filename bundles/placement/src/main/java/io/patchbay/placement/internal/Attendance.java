package io.patchbay.placement.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is there: joins, reports, silence and leaving. Stateless, over one ledger in its turn. */
final class Attendance {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);
    private static final long QUIET_MILLIS = 3_000; // workers with seats report each second
    private static final long OVERDUE_MILLIS = 1_500; // of a report

    /**
     * One worker that is there.
     *
     * @param joined its place in the join order of all purposes
     * @param status what an operator sees of it
     */
    record Member(long joined, WorkerStatus status) {}

    private final Ledger ledger;

    Attendance(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A worker joins, or says again who it is. May be repeated after a call that was given up. */
    ReportAnswer join(WorkerAnnouncement announcement, Operation<?> operation) {
        Ledger home = homes().computeIfAbsent(announcement.id(), id -> ledger);
        if (home != ledger) {
            return new ReportAnswer.PurposeConflict(home.purpose());
        }
        Optional<LedgerWorker> member = ledger.registry().member(announcement.id());
        if (member.isEmpty() && ledger.roster().isFull()) {
            homes().remove(announcement.id(), ledger);
            LOG.warn(
                    "Worker {} was not let in: there are {} for {}",
                    announcement.id(),
                    Roster.MAX_WORKERS,
                    ledger.purpose());
            return new ReportAnswer.NotReady();
        }
        if (member.isEmpty()) {
            LOG.info("Worker {} joins for {}", announcement.id(), ledger.purpose());
        }
        boolean restarted = member.isPresent() && isRestarted(member.get(), announcement);
        if (restarted) {
            LOG.info("Worker {} of {} has restarted", announcement.id(), ledger.purpose());
        }
        if (restarted || announcement.tasks().isPresent()) {
            member.ifPresent(worker -> layDownAllBut(announcement.tasks().orElse(Set.of()), worker, operation));
        }
        LedgerWorker worker = member.orElseGet(() -> ledger.registry()
                .find(announcement.id()) // gone, with tasks still reserved
                .orElseGet(() -> ledger.registry().enter(announcement.id(), announcement.info())));
        introduce(worker, announcement);
        announcement.tasks().ifPresent(tasks -> claim(tasks, announcement.seats(), worker, operation));
        return accepted(worker);
    }

    /** Takes in the part of a report that concerns no task; @return an answer if that is all there is to it */
    Optional<ReportAnswer> takeIn(WorkerReport report, LedgerWorker worker) {
        heardOf(worker, ledger.office().dutyMillis());
        if (worker.isOutOfStep(report.sequence())) {
            return Optional.of(new ReportAnswer.Resync(worker.expectedSequence()));
        }
        report.state().ifPresent(worker::reportState);
        report.load().ifPresent(worker::reportLoad);
        if (report.state().isPresent() || report.load().isPresent()) {
            ledger.roster().update(worker);
        }
        return Optional.empty();
    }

    ReportAnswer accepted(LedgerWorker worker) {
        return new ReportAnswer.Accepted(ledger.term().epoch(), revoked(worker));
    }

    /** A worker leaves; @return whether it was a member */
    boolean quit(String id) {
        Optional<LedgerWorker> member = ledger.registry().member(id);
        member.ifPresent(worker -> {
            LOG.info("Worker {} leaves {}", id, ledger.purpose());
            remove(worker);
        });
        return member.isPresent();
    }

    /** Removes whoever has said nothing for too long. */
    void checkSilence(long nowMillis) {
        long silenceMillis = ledger.settings().silenceMillis();
        List<LedgerWorker> silent = new ArrayList<>();
        ledger.roster().forEach(worker -> {
            if (nowMillis - worker.seenMillis() >= silenceMillis) {
                silent.add(worker);
            }
        });
        for (LedgerWorker worker : silent) {
            LOG.warn("Worker {} was silent for {} ms and is removed", worker.id(), nowMillis - worker.seenMillis());
            remove(worker);
            ledger.counters().addSilenced();
        }
        passOverQuiet(nowMillis);
    }

    /** Who has not reported for a while may be gone: seats elsewhere are better, where there are some of the same kind. */
    private void passOverQuiet(long nowMillis) {
        List<LedgerWorker> quiet = new ArrayList<>();
        ledger.roster().forEach(worker -> {
            if (isQuiet(worker, nowMillis)) {
                quiet.add(worker);
            }
        });
        if (quiet.isEmpty()) {
            return;
        }
        Set<Attributes> served = new HashSet<>();
        ledger.roster().forEach(worker -> {
            if (!isQuiet(worker, nowMillis) && worker.isAvailable(1)) {
                served.add(worker.info().capacity());
            }
        });
        for (LedgerWorker worker : quiet) {
            worker.replaceable(served.contains(worker.info().capacity()));
            ledger.roster().update(worker);
        }
    }

    private static boolean isQuiet(LedgerWorker worker, long nowMillis) {
        return worker.countsSeats() && nowMillis - worker.seenMillis() >= QUIET_MILLIS;
    }

    /**
     * Somebody could not reach a worker. Only its silence proves that: who has just reported is there, whatever anybody says, or else
     * one who says so again and again would take all workers from everybody.
     *
     * @return whether it is given nothing new now
     */
    boolean passOver(String id) {
        long now = ledger.office().dutyMillis();
        Optional<LedgerWorker> overdue =
                ledger.registry().member(id).filter(worker -> now - worker.seenMillis() >= OVERDUE_MILLIS);
        overdue.filter(LedgerWorker::notReached).ifPresent(worker -> {
            LOG.info("Worker {} was not reached, and gets nothing new before its next report", id);
            ledger.roster().update(worker);
        });
        return overdue.isPresent();
    }

    private void heardOf(LedgerWorker worker, long nowMillis) {
        boolean back = worker.isPassedOver();
        worker.seen(nowMillis);
        if (back) {
            ledger.roster().update(worker);
        }
    }

    /** Gives everybody the whole time again: this process could not listen. */
    void excuseSilence(long nowMillis) {
        ledger.roster().forEach(worker -> heardOf(worker, nowMillis));
    }

    /** @param tasks how many of each one's tasks are named, at most */
    List<Member> members(int tasks) {
        long now = ledger.office().dutyMillis();
        List<Member> members = new ArrayList<>(ledger.roster().size());
        ledger.roster().forEach(worker -> members.add(new Member(worker.joined(), status(worker, tasks, now))));
        return members;
    }

    private WorkerStatus status(LedgerWorker worker, int tasks, long now) {
        return new WorkerStatus(
                worker.id(),
                ledger.purpose(),
                worker.info(),
                worker.state(),
                worker.reportedLoad(),
                worker.reserved(),
                worker.executing(),
                tasks == 0 ? List.of() : ledger.bookings().executing(worker, tasks),
                Math.max(0, now - worker.seenMillis()),
                ledger.office().wallMillis(worker.seenMillis()),
                worker.seatsTaken(),
                worker.passedOver());
    }

    private static boolean isRestarted(LedgerWorker worker, WorkerAnnouncement announcement) {
        return !worker.incarnation().isEmpty()
                && announcement
                        .incarnation()
                        .filter(worker.incarnation()::equals)
                        .isEmpty()
                && announcement.incarnation().isPresent();
    }

    private void introduce(LedgerWorker worker, WorkerAnnouncement announcement) {
        boolean otherInfo = !worker.info().equals(announcement.info());
        worker.introduce(announcement);
        worker.seen(ledger.office().dutyMillis());
        if (!worker.isPresent()) {
            worker.joinedAs(ledger.office().nextJoin());
            ledger.roster().add(worker);
        } else if (otherInfo) {
            ledger.roster().informed(worker);
        } else {
            ledger.roster().update(worker);
        }
    }

    private void layDownAllBut(Set<String> tasks, LedgerWorker worker, Operation<?> operation) {
        for (String task : ledger.bookings().executing(worker, Integer.MAX_VALUE)) {
            if (!tasks.contains(task)) {
                ledger.execution().layDown(task, worker, operation);
            }
        }
        worker.clearStrays();
    }

    /** The worker keeps what nobody else has by now, and is told to cease the rest. */
    private void claim(Set<String> tasks, Map<String, Integer> seats, LedgerWorker worker, Operation<?> operation) {
        Bookings bookings = ledger.bookings();
        for (String name : tasks) {
            int task = bookings.find(name);
            if (task != TaskTable.NONE
                    && bookings.holder(task) != worker
                    && bookings.holder(task).isPresent()) {
                worker.addStray(name);
            } else if (task == TaskTable.NONE || bookings.holder(task) != worker || !bookings.isExecuting(task)) {
                ledger.execution().pickUp(name, seats.getOrDefault(name, 1), worker, operation);
            }
        }
    }

    private Set<String> revoked(LedgerWorker worker) {
        if (worker.strays().isEmpty()) {
            return Set.of();
        }
        Bookings bookings = ledger.bookings();
        Set<String> elsewhere = new HashSet<>();
        for (String name : worker.strays()) {
            int task = bookings.find(name);
            if (task != TaskTable.NONE && bookings.holder(task) != worker) {
                elsewhere.add(name);
            }
        }
        return elsewhere;
    }

    private void remove(LedgerWorker worker) {
        ledger.bookings().forgetExecuting(worker);
        ledger.roster().remove(worker);
        ledger.registry().release(worker);
        homes().remove(worker.id(), ledger);
    }

    private Map<String, Ledger> homes() {
        return ledger.term().reign().homes();
    }
}
