package io.patchbay.migrator.internal.shared;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.store.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which changes tasks on shared resources make (docs/recovery.md#shared). Holders are a set: to join twice is to join once, and a
 * job that crashed between joining and running joins again. No state.
 */
public final class SharedRules {
    private static final byte[] NOTHING = {};

    private SharedRules() {}

    /**
     * A task that makes a resource is about to begin.
     *
     * @param seen the resource as it was seen; empty if it is not there
     * @param ended whether the task that makes or deletes it has ended without having done so, or is gone with its job
     */
    public static SharedStep begin(TaskKey task, SharedUse use, Optional<SharedView> seen, Predicate<TaskKey> ended) {
        SharedKey key = use.key();
        if (seen.isEmpty()) {
            SharedRecord fresh = SharedRecord.making(key, use.within(), task);
            return new SharedStep.Run(List.of(
                    new EntryChange.Create(Paths.shared(key), fresh.toJson(), false),
                    new EntryChange.Create(Paths.holder(key, task.job()), NOTHING, false)));
        }
        SharedView view = seen.get();
        SharedRecord record = view.record();
        List<EntryChange> joining = joining(view, task.job());
        return switch (record.phase()) {
            case MADE -> new SharedStep.Reuse(
                    with(write(view, record), joining),
                    record.output().orElseThrow(),
                    record.task().job());
            case MAKING -> {
                if (record.task().equals(task) || ended.test(record.task())) {
                    yield new SharedStep.Run(with(write(view, record.takenBy(task)), joining));
                }
                yield new SharedStep.Wait(
                        key + " is being made by job " + record.task().job());
            }
            case DELETING -> new SharedStep.Wait(
                    key + " is being deleted by job " + record.task().job());
        };
    }

    /** A task has made its resource. */
    public static List<EntryChange> succeeded(SharedView view, Output output) {
        return List.of(write(view, view.record().made(output)));
    }

    /** A task has not made its resource, and will not: nothing of it stays, unless others hold it. */
    public static List<EntryChange> failed(TaskKey task, SharedView view) {
        return leaving(view, task.job(), true);
    }

    /**
     * A task that deletes a resource is about to begin.
     *
     * @param contained the resources within it, as they were seen
     */
    public static SharedStep beginClear(
            TaskKey task,
            SharedUse use,
            Optional<SharedView> seen,
            List<SharedView> contained,
            Predicate<TaskKey> ended) {
        if (seen.isEmpty()) {
            return new SharedStep.Run(gone(task, use.key())); // somebody has removed its entry: the handler finds out
        }
        SharedView view = seen.get();
        SharedRecord record = view.record();
        Set<String> others = new TreeSet<>(view.others(task.job()));
        contained.forEach(inner -> others.addAll(inner.others(task.job())));
        boolean elsewhere = record.phase() == SharedRecord.Phase.DELETING
                && !record.task().equals(task)
                && !ended.test(record.task());
        if (elsewhere) {
            return new SharedStep.Wait(
                    record.key() + " is being deleted by job " + record.task().job());
        }
        if (others.isEmpty() && !record.confirmed()) {
            List<EntryChange> deleting = new ArrayList<>();
            deleting.add(write(view, record.deleting(task)));
            contained.forEach(inner ->
                    deleting.add(write(inner, inner.record().deleting(task)))); // nobody joins what goes with it
            return new SharedStep.Run(deleting);
        }
        List<EntryChange> changes = new ArrayList<>(leaving(view, task.job(), false));
        contained.forEach(inner -> changes.addAll(leaving(inner, task.job(), false)));
        return new SharedStep.Leave(
                changes,
                others.isEmpty()
                        ? record.key() + " was confirmed and stays"
                        : record.key() + " is in use by job " + String.join(", ", others));
    }

    /** A task has deleted its resource, and what was in it. */
    public static List<EntryChange> deleted(TaskKey task, Optional<SharedView> seen, List<SharedView> contained) {
        List<EntryChange> changes = new ArrayList<>();
        seen.ifPresent(view -> changes.addAll(leaving(view, task.job(), true)));
        contained.forEach(inner -> changes.addAll(leaving(inner, task.job(), true)));
        return changes;
    }

    /** Can be made only if there is no such entry, and leaves nothing behind: not to have seen one, yet, is no leave to delete. */
    private static List<EntryChange> gone(TaskKey task, SharedKey key) {
        byte[] fresh = SharedRecord.making(key, Optional.empty(), task).toJson();
        return List.of(
                new EntryChange.Create(Paths.shared(key), fresh, false), new EntryChange.Delete(Paths.shared(key), 0));
    }

    /** A task between two attempts gets no other: else those who need what it was to make would wait until its job is over. */
    public static List<EntryChange> givenUp(String job, TaskSpec spec, SharedResources resources) {
        TaskKey task = new TaskKey(job, spec.id());
        return spec.shared()
                .flatMap(use -> resources.view(use.key()))
                .filter(view -> view.record().phase() == SharedRecord.Phase.MAKING)
                .filter(view -> view.record().task().equals(task))
                .map(view -> failed(task, view))
                .orElse(List.of());
    }

    /** A job ends, and holds nothing any more: what nobody else holds is forgotten, unless it was confirmed or deleted. */
    public static List<EntryChange> released(String job, SharedView view) {
        SharedRecord record = view.record().keptForGood(job);
        return leaving(new SharedView(record, view.version(), view.holders()), job, !record.confirmed());
    }

    /** A confirmed job keeps a resource for good. */
    public static List<EntryChange> kept(String job, SharedView view) {
        return List.of(write(view, view.record().kept(job)));
    }

    /** The confirmation of a job was canceled. */
    public static List<EntryChange> keptNoMore(String job, SharedView view) {
        return List.of(write(view, view.record().keptNoMore(job)));
    }

    private static List<EntryChange> joining(SharedView view, String job) {
        return view.holders().contains(job)
                ? List.of()
                : List.of(new EntryChange.Create(Paths.holder(view.record().key(), job), NOTHING, false));
    }

    /** @param last whether its entry goes with its last holder */
    private static List<EntryChange> leaving(SharedView view, String job, boolean last) {
        SharedKey key = view.record().key();
        List<EntryChange> changes = new ArrayList<>();
        if (view.holders().contains(job)) {
            changes.add(new EntryChange.Delete(Paths.holder(key, job), -1));
        }
        if (last && view.others(job).isEmpty()) {
            changes.add(new EntryChange.Delete(Paths.shared(key), view.version()));
        } else {
            changes.add(write(view, view.record()));
        }
        return changes;
    }

    private static EntryChange write(SharedView view, SharedRecord record) {
        return new EntryChange.Write(Paths.shared(record.key()), record.toJson(), view.version());
    }

    private static List<EntryChange> with(EntryChange first, List<EntryChange> more) {
        List<EntryChange> all = new ArrayList<>();
        all.add(first);
        all.addAll(more);
        return all;
    }
}
