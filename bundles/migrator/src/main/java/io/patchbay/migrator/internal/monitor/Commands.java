package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.control.Guards;
import io.patchbay.migrator.internal.control.Operations;
import io.patchbay.migrator.internal.control.TaskGuards;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.shared.SharedRules;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what operators want of one job. Confined to the job's executor. */
final class Commands {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final Duration UNTIL_READ = Duration.ofMillis(20); // what its tasks are is not known before
    private static final int MOST_LOOKS = 750;
    private static final int ATTEMPTS = 20; // each one lost means that somebody else has written

    private final Context context;
    private final JobEngine engine;
    private final Replica replica;

    Commands(Context context, JobEngine engine) {
        this.context = context;
        this.engine = engine;
        this.replica = engine.replica();
    }

    /** A way to answer, once. */
    private record Asked(Command command, String actor, Consumer<Commanded> answer) {}

    void give(Command command, String actor, Consumer<Commanded> answer) {
        giveOnceRead(new Asked(command, actor, answer), 0);
    }

    /** Not for long: whoever asked is told that there is no answer, and must not be surprised by it later. */
    private void giveOnceRead(Asked asked, int looks) {
        if (engine.hasRead()) {
            give(asked, 0);
        } else if (looks >= MOST_LOOKS) {
            asked.answer().accept(new Commanded.Refused("busy", "its log cannot be read now; try again"));
        } else {
            engine.later(UNTIL_READ, () -> giveOnceRead(asked, looks + 1));
        }
    }

    private void give(Asked asked, int before) {
        Instant now = context.clock().instant();
        Optional<Commanded.Refused> refusal = Guards.refusal(replica.job(), asked.command(), now);
        if (refusal.isPresent() || before >= ATTEMPTS) {
            asked.answer().accept(refusal.isPresent() ? refusal.get() : busy());
        } else if (asked.command() instanceof Command.Retry retry) {
            retry(asked, retry, before);
        } else if (asked.command() instanceof Command.Rerun rerun) {
            rerun(asked, rerun, before);
        } else if (asked.command() instanceof Command.Skip skip) {
            skip(asked, skip, before);
        } else {
            enter(asked, Guards.apply(replica.job(), asked.command(), now), before);
        }
    }

    private static Commanded.Refused busy() {
        return new Commanded.Refused("busy", "the job changes too fast; try again");
    }

    private void enter(Asked asked, JobRecord next, int before) {
        int version = replica.version();
        Instant now = context.clock().instant();
        Unit unit = new Unit(
                List.of(new EntryChange.Write(Paths.job(replica.id()), next.toJson(), version)),
                List.of(lineOf(asked, next, now)));
        engine.commit(unit, conflict -> {
            if (conflict.isPresent()) {
                again(asked, before);
            } else {
                entered(asked, next, version + 1);
            }
        });
    }

    private void entered(Asked asked, JobRecord next, int version) {
        replica.update(new JobStore.StoredJob(next, version));
        asked.answer().accept(new Commanded.Done(Views.job(context, engine)));
        engine.pumpSoon();
    }

    private void again(Asked asked, int before) {
        context.store()
                .job(replica.id())
                .whenComplete((stored, failed) -> engine.execute(() -> {
                    if (failed == null && stored.isEmpty()) {
                        asked.answer().accept(new Commanded.Unknown());
                        return;
                    }
                    engine.lookAtAll(
                            () -> engine.later(Duration.ofMillis(5L * (before + 1)), () -> give(asked, before + 1)));
                }));
    }

    private void retry(Asked asked, Command.Retry retry, int before) {
        TaskTable table = replica.forward();
        BitSet chosen = new BitSet();
        if (retry.goals().isEmpty()) {
            chosen.set(0, table.graph().size());
        }
        for (String goal : retry.goals()) {
            OptionalInt number = table.graph().number(goal);
            if (number.isEmpty()) {
                asked.answer().accept(new Commanded.Unknown());
                return;
            }
            chosen.set(number.getAsInt());
        }
        BitSet failed = new BitSet();
        table.graph().closureOf(chosen).stream()
                .filter(number ->
                        table.record(number).done() && !table.record(number).satisfied())
                .forEach(failed::set);
        Optional<Commanded.Refused> refusal = TaskGuards.retry(failed.cardinality());
        if (refusal.isPresent()) {
            asked.answer().accept(refusal.get());
            return;
        }
        reset(asked, failed, JobOperation.RETRY, before);
    }

    private void rerun(Asked asked, Command.Rerun rerun, int before) {
        TaskTable table = replica.forward();
        OptionalInt number = table.graph().number(rerun.task());
        if (number.isEmpty()) {
            asked.answer().accept(new Commanded.Unknown());
            return;
        }
        Optional<Commanded.Refused> refusal = TaskGuards.rerun(replica.job(), table, number.getAsInt());
        if (refusal.isPresent()) {
            asked.answer().accept(refusal.get());
            return;
        }
        // those that have not begun, too: another node may just be claiming one, with what the task has made until now
        reset(asked, TaskGuards.followersOf(table, number.getAsInt()), JobOperation.RUN, before);
    }

    /** By one transaction while the job runs; else nothing begins, and what follows is reset first. */
    private void reset(Asked asked, BitSet tasks, JobOperation operation, int before) {
        Deque<Integer> order = new ArrayDeque<>();
        followersFirst(tasks).forEach(order::add);
        resetNext(asked, order, operation, before);
    }

    private List<Integer> followersFirst(BitSet tasks) {
        List<Integer> ordered = new ArrayList<>();
        BitSet left = (BitSet) tasks.clone();
        while (!left.isEmpty()) {
            BitSet layer = (BitSet) left.clone();
            for (int number = left.nextSetBit(0); number >= 0; number = left.nextSetBit(number + 1)) {
                for (int successor : replica.forward().graph().successors(number)) {
                    if (left.get(successor)) {
                        layer.clear(number);
                    }
                }
            }
            layer.stream().forEach(ordered::add);
            left.andNot(layer);
        }
        return ordered;
    }

    /** The job goes on in the transaction that resets the last of them: whoever dies before has begun nothing. */
    private void resetNext(Asked asked, Deque<Integer> order, JobOperation operation, int before) {
        List<EntryChange> changes = new ArrayList<>();
        List<LogLine> lines = new ArrayList<>();
        Instant now = context.clock().instant();
        TaskTable table = replica.forward();
        while (!order.isEmpty() && lines.size() < TaskGuards.MOST_AT_AN_INSTANT) {
            int number = order.remove();
            String task = table.graph().task(number).id();
            TaskRecord fresh = table.record(number).reset();
            int version = table.version(number);
            changes.add(engine.write(task, version, fresh));
            lines.add(LogLine.ofTask(
                    now, asked.actor(), table.graph().task(number).type() + ".reset", task, version + 1, fresh, ""));
        }
        String path = Paths.job(replica.id());
        int version = replica.version();
        if (!order.isEmpty()) {
            changes.add(new EntryChange.Check(path, version));
            commit(asked, new Unit(changes, lines), before, () -> resetNext(asked, order, operation, before));
            return;
        }
        JobRecord next = goingOn(operation, now);
        changes.add(new EntryChange.Write(
                path, next.toJson(), version)); // also where it is as it was: it must not end meanwhile
        lines.add(lineOf(asked, next, now));
        commit(asked, new Unit(changes, lines), before, () -> entered(asked, next, version + 1));
    }

    private void commit(Asked asked, Unit unit, int before, Runnable whenMade) {
        engine.commit(unit, conflict -> {
            if (conflict.isPresent()) {
                again(asked, before);
            } else {
                whenMade.run();
            }
        });
    }

    /** A job that had completed goes on; one that runs or is paused goes on as it was. */
    private JobRecord goingOn(JobOperation operation, Instant now) {
        JobRecord job = replica.job();
        return job.state() == JobState.COMPLETED ? job.started(now).with(JobState.RUNNING, operation, "") : job;
    }

    private static LogLine lineOf(Asked asked, JobRecord next, Instant now) {
        return LogLine.ofJob(
                now,
                asked.actor(),
                "operation." + Operations.nameOf(asked.command()),
                next.state().name().toLowerCase(Locale.ROOT));
    }

    private void skip(Asked asked, Command.Skip skip, int before) {
        Optional<Replica.Place> place =
                ReverseTask.isReverse(skip.task()) ? Optional.empty() : replica.place(skip.task());
        if (place.isEmpty()) {
            asked.answer().accept(new Commanded.Unknown());
            return;
        }
        Optional<Commanded.Refused> refusal = TaskGuards.skip(place.get().record());
        if (refusal.isPresent()) {
            asked.answer().accept(refusal.get());
            return;
        }
        if (skip.output().isEmpty()) {
            skip(asked, skip, place.get(), Optional.empty(), before);
            return;
        }
        try {
            context.store()
                    .store(
                            replica.id(),
                            Sealing.shown(typeOf(place.get()), skip.output().get()))
                    .whenComplete((stored, failed) -> engine.execute(() -> {
                        if (failed == null) {
                            skip(asked, skip, place.get(), Optional.of(stored), before);
                        } else {
                            LOG.debug("job={} an output could not be stored", replica.id(), failed);
                            asked.answer().accept(busy());
                        }
                    }));
        } catch (IllegalArgumentException tooLarge) {
            asked.answer().accept(new Commanded.Refused("output-too-large", tooLarge.getMessage()));
        }
    }

    private static String typeOf(Replica.Place place) {
        return place.table().graph().task(place.number()).type();
    }

    /** Only at the version at which it is seen to be open: it may have begun while the output was stored. */
    private void skip(Asked asked, Command.Skip skip, Replica.Place place, Optional<StoredOutput> output, int before) {
        Optional<Commanded.Refused> refusal = TaskGuards.skip(place.record());
        if (refusal.isPresent()) {
            asked.answer().accept(refusal.get());
            return;
        }
        Instant now = context.clock().instant();
        TaskRecord ended = place.record().ended(TaskResult.EXCEPTED, Optional.empty(), output, now);
        int version = place.version();
        TaskSpec spec = place.table().graph().task(place.number());
        List<EntryChange> shared = SharedRules.givenUp(replica.id(), spec, context.shared());
        LogLine line = LogLine.ofTask(now, asked.actor(), "operation.skip", skip.task(), version + 1, ended, "");
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.job(replica.id()), replica.version()));
        changes.add(engine.write(skip.task(), version, ended));
        changes.addAll(shared);
        engine.commit(new Unit(changes, List.of(line)), conflict -> {
            if (conflict.isPresent()) {
                engine.lookAgain(spec);
                again(asked, before);
            } else {
                engine.sharedMade(spec, shared);
                asked.answer().accept(new Commanded.Done(Views.job(context, engine)));
                engine.pumpSoon();
            }
        });
    }
}
