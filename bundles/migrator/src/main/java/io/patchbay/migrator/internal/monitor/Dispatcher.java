package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.shared.SharedRules;
import io.patchbay.migrator.internal.shared.SharedStep;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import io.patchbay.migrator.internal.work.AttemptRun;
import io.patchbay.migrator.internal.work.Capacity;
import io.patchbay.migrator.internal.work.Permits;
import io.patchbay.migrator.internal.work.TaskTable;
import io.patchbay.migrator.internal.work.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins what may begin: stands for it, claims it, and hands it to the attempts. Confined to the job's executor.
 *
 * <p>A claim is one transaction: this node's worker is there, the job is in the state that was seen, the task is at the version that
 * was seen. The version that it makes is the claim's epoch.
 */
final class Dispatcher {
    /** How long tasks that fall to other nodes are left to them. */
    private static final Duration COURTESY = Duration.ofMillis(15);

    /** How long an election may take to say whose turn it is, before the task is tried without: the claim decides anyway. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PATIENCE_TICKS = PATIENCE.dividedBy(Monitor.TICK);

    private final Context context;
    private final Replica replica;
    private final JobLoop loop;
    private final Starter starter;
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, String> obstacles = new HashMap<>();
    private final Map<String, Instant> seenReady = new HashMap<>();
    private boolean looksAgain;

    /** Begins an attempt at a task that was claimed. */
    interface Starter {
        void start(Held task, TaskRecord claimed, int version);
    }

    Dispatcher(Context context, Replica replica, JobLoop loop, Starter starter) {
        this.context = context;
        this.replica = replica;
        this.loop = loop;
        this.starter = starter;
    }

    Map<String, Held> held() {
        return held;
    }

    /** Why a task that could begin has not begun. */
    Optional<String> obstacle(String task) {
        return Optional.ofNullable(obstacles.get(task));
    }

    /** Begins whatever may begin now. */
    void dispatch() {
        obstacles.clear();
        context.capacity().forget(loop.whenFree());
        if (context.workers().self().isEmpty()) {
            return;
        }
        switch (replica.state()) {
            case RUNNING -> {
                takeOver(replica.forward());
                begin(replica.forward());
            }
            case PAUSED, CANCELING -> takeOver(replica.forward());
            case CLEARING -> {
                if (replica.reverseIsKnown()) {
                    takeOver(replica.reverse());
                    begin(replica.reverse());
                }
            }
            default -> {
                // nothing runs
            }
        }
    }

    private void takeOver(TaskTable table) {
        BitSet running = table.running();
        for (int number = running.nextSetBit(0); number >= 0; number = running.nextSetBit(number + 1)) {
            TaskRecord record = table.record(number);
            boolean orphan = !context.workers().isAlive(record.owner());
            if (orphan && !consider(table, number)) {
                return;
            }
        }
    }

    private void begin(TaskTable table) {
        BitSet ready = (BitSet) table.ready().clone();
        int nodes = context.workers().count();
        if (nodes > 1) {
            BitSet others = new BitSet();
            for (int number = ready.nextSetBit(0); number >= 0; number = ready.nextSetBit(number + 1)) {
                others.set(number, fallsTo(number, nodes) != context.workers().place());
            }
            ready.andNot(others);
            if (begin(table, ready)) {
                begin(table, dueOf(table, others));
            }
        } else {
            begin(table, ready);
        }
    }

    /** Returns whether there is room for more. */
    private boolean begin(TaskTable table, BitSet numbers) {
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            if (!consider(table, number)) {
                return false;
            }
        }
        return true;
    }

    private static int fallsTo(int number, int nodes) {
        return Math.floorMod((number * 0x9E3779B9) >>> 7, nodes);
    }

    /** Those that the others have had time enough for. */
    private BitSet dueOf(TaskTable table, BitSet others) {
        Instant now = context.clock().instant();
        BitSet due = new BitSet();
        boolean early = false;
        for (int number = others.nextSetBit(0); number >= 0; number = others.nextSetBit(number + 1)) {
            Instant since = seenReady.computeIfAbsent(table.graph().task(number).id(), task -> now);
            boolean overdue = !now.isBefore(since.plus(COURTESY));
            due.set(number, overdue);
            early |= !overdue;
        }
        if (early && !looksAgain) {
            looksAgain = true;
            loop.later(COURTESY, () -> {
                looksAgain = false;
                loop.pump();
            });
        }
        return due;
    }

    /** Returns whether there is room for more. */
    private boolean consider(TaskTable table, int number) {
        TaskSpec spec = table.graph().task(number);
        TaskRecord record = table.record(number);
        if (held.containsKey(spec.id())
                || record.retryAt().filter(context.clock().instant()::isBefore).isPresent()) {
            return true;
        }
        SharedStep step = sharedStep(spec);
        if (step instanceof SharedStep.Wait waiting) {
            obstacles.put(spec.id(), waiting.reason());
            return true;
        }
        if (step instanceof SharedStep.Reuse || step instanceof SharedStep.Leave) {
            settle(table, number, step);
            return true;
        }
        Optional<String> unopened = context.sealing().obstacle(spec);
        if (unopened.isPresent()) {
            obstacles.put(spec.id(), unopened.get());
            return true;
        }
        Optional<Lease<TaskHandler>> handler = context.handlers().lease(spec.type());
        if (handler.isEmpty()) {
            obstacles.put(spec.id(), context.handlers().missing(spec.type()));
            return true;
        }
        int parts = context.durations().areBrief(spec.type()) ? Capacity.PART : Capacity.PLACE;
        if (!context.capacity().take(parts, loop.whenFree())) {
            handler.get().close();
            return false;
        }
        stand(new Held(table, number, handler.get(), parts));
        return true;
    }

    private void stand(Held task) {
        held.put(task.spec().id(), task);
        Optional<Lease<TaskElection>> election = context.election().get();
        if (election.isEmpty()) {
            obstacles.put(
                    task.spec().id(), "no election '" + context.settings().get().election() + "' is installed");
            release(task);
            return;
        }
        TaskKey key = keyOf(task.spec());
        try {
            task.standing(election.get(), election.get().plugin().stand(key, () -> loop.execute(() -> claim(task))));
        } catch (RuntimeException | Error thrown) {
            election.get().fault(thrown);
            election.get().close();
            release(task);
        }
    }

    /** Gives a task back that was not begun, or is over. */
    void release(Held task) {
        if (held.remove(task.spec().id(), task)) {
            task.end();
            context.permits().returned(task.permits());
            leave(task);
        }
    }

    /** An attempt has ended: another task is claimed in the very transaction that commits the result. */
    void leave(Held task) {
        if (task.leave()) {
            context.capacity().release(task.parts());
        }
    }

    /** Looks after those that wait for their turn: a task that somebody else has takes no place here. */
    void tick() {
        boolean isAway = context.workers().self().isEmpty();
        for (Held task : List.copyOf(held.values())) {
            if (!task.waits()) {
                continue;
            }
            if (isAway) {
                task.waitsAnew();
            } else if (!isOrphan(task) && !begins(task)) {
                release(task);
            } else if (task.waitsOn() > PATIENCE_TICKS) {
                tryWithout(task);
            }
        }
    }

    private void tryWithout(Held task) {
        if (context.workers().count() == 1) { // else it may be the turn of a node that is being waited for
            task.blame(PATIENCE);
        }
        claim(task);
    }

    /** Gives everything back: the job is gone. */
    void close() {
        for (Held task : List.copyOf(held.values())) {
            task.run().ifPresent(AttemptRun::cancel);
            release(task);
        }
        context.capacity().forget(loop.whenFree());
    }

    private boolean isOrphan(Held task) {
        TaskRecord record = task.table().record(task.number());
        return record.state() == TaskState.RUNNING && !context.workers().isAlive(record.owner());
    }

    private boolean begins(Held task) {
        return task.table().ready().get(task.number()) && mayBegin();
    }

    private void claim(Held task) {
        if (!task.tries()) {
            return;
        }
        TaskRecord record = task.table().record(task.number());
        boolean orphan = isOrphan(task);
        boolean begins = begins(task);
        Optional<String> worker = context.workers().self();
        SharedStep step = sharedStep(task.spec());
        Optional<List<String>> permits =
                context.permits().reserve(context.settings().get().capsOf(task.spec()));
        if (worker.isEmpty() || !(orphan || begins) || !(step instanceof SharedStep.Run) || permits.isEmpty()) {
            permits.ifPresent(context.permits()::returned);
            obstacles.put(task.spec().id(), permits.isEmpty() ? "as many tasks of its type or target run as may" : "");
            release(task);
            return;
        }
        task.permits(permits.get(), worker.get());
        int version = task.table().version(task.number());
        Instant now = context.clock().instant();
        TaskRecord claimed =
                record.claimed(worker.get(), context.node(), task.handler().label(), now);
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.worker(worker.get()), -1));
        changes.add(new EntryChange.Check(Paths.job(replica.id()), replica.version()));
        changes.add(loop.write(task.spec().id(), version, claimed));
        if (orphan) {
            changes.addAll(Workers.gone(record.owner()));
        }
        changes.addAll(step.changes());
        changes.addAll(Permits.taking(permits.get(), keyOf(task.spec()).toString()));
        LogLine line = LogLine.ofTask(
                now,
                LogLine.MIGRATOR,
                task.spec().type() + (orphan ? ".taken-over" : ".started"),
                task.spec().id(),
                version + 1,
                claimed,
                orphan ? "from " + record.node() : "");
        loop.commit(new Unit(changes, List.of(line)), conflict -> {
            if (conflict.isPresent()) {
                release(task);
                loop.lookAgain(task.spec());
            } else {
                loop.sharedMade(task.spec(), step.changes());
                starter.start(task, claimed, version + 1);
            }
        });
    }

    private boolean mayBegin() {
        return replica.state() == JobState.RUNNING || replica.state() == JobState.CLEARING;
    }

    /** Ends a task without running it. */
    private void settle(TaskTable table, int number, SharedStep step) {
        TaskSpec spec = table.graph().task(number);
        Instant now = context.clock().instant();
        boolean reused = step instanceof SharedStep.Reuse;
        Optional<StoredOutput> output = step instanceof SharedStep.Reuse reuse
                ? Optional.of(StoredOutput.inline(Output.of(reuse.output())))
                : Optional.empty();
        Message why = step instanceof SharedStep.Leave leave
                ? new Message(spec.type() + ".skipped-shared_task_in_used", leave.reason())
                : new Message(spec.type() + ".shared", "made before, by " + makerOf((SharedStep.Reuse) step));
        TaskRecord ended = table.record(number).ended(TaskResult.SUCCESS, Optional.of(why), output, now);
        int version = table.version(number);
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.job(replica.id()), replica.version()));
        changes.add(loop.write(spec.id(), version, ended));
        changes.addAll(step.changes());
        LogLine line = LogLine.ofTask(
                now, LogLine.MIGRATOR, why.code(), spec.id(), version + 1, ended, reused ? "" : why.contents());
        loop.settle(spec, new Unit(changes, List.of(line)), step.changes());
    }

    private String makerOf(SharedStep.Reuse step) {
        return step.maker().equals(replica.id()) ? "this job" : "job " + step.maker();
    }

    private SharedStep sharedStep(TaskSpec spec) {
        if (spec.shared().isEmpty()) {
            return new SharedStep.Run(List.of());
        }
        TaskKey key = keyOf(spec);
        SharedUse use = spec.shared().get();
        var seen = context.shared().view(use.key());
        return ReverseTask.isReverse(spec.id())
                ? SharedRules.beginClear(key, use, seen, context.shared().within(use.key()), loop::hasEnded)
                : SharedRules.begin(key, use, seen, loop::hasEnded);
    }

    private TaskKey keyOf(TaskSpec spec) {
        return new TaskKey(replica.id(), spec.id());
    }

    static byte[] contentOf(TaskRecord record) {
        return Json.write(record.toJson());
    }
}
