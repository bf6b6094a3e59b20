package io.patchbay.contract;

import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a {@link VolumeCopier} must hold to. Only its author knows a storage with which it may be called. Immutable. */
final class CopierChecks {
    private final Supplier<VolumeCopier> plugins;
    private final Supplier<CopyVolume> tasks;

    private CopierChecks(Supplier<VolumeCopier> plugins, Supplier<CopyVolume> tasks) {
        this.plugins = plugins;
        this.tasks = tasks;
    }

    /** For those who have none of its storages. */
    static List<Check> of(Supplier<VolumeCopier> plugins) {
        return List.of(new Check("can be made", () -> {
            VolumeCopier unused = plugins.get(); // or it throws
        }));
    }

    /** @param tasks what may be copied */
    static List<Check> of(Supplier<VolumeCopier> plugins, Supplier<CopyVolume> tasks) {
        CopierChecks checks = new CopierChecks(plugins, tasks);
        return List.of(
                new Check("copies nothing twice for one key", checks::copiesItOnce),
                new Check("does as much on any node", checks::keepsNothing),
                new Check("names copies by their keys", checks::namesByKey),
                new Check("deletes its copy, and nothing a second time", checks::deletes));
    }

    private void copiesItOnce() throws InterruptedException {
        VolumeCopier copier = plugins.get();
        requireSame(copier, copier);
    }

    /** Another node has an instance of its own. */
    private void keepsNothing() throws InterruptedException {
        requireSame(plugins.get(), plugins.get());
    }

    private void requireSame(VolumeCopier first, VolumeCopier second) throws InterruptedException {
        CopyVolume task = tasks.get();
        TrialAttempt attempt = attempt(task);
        VolumeCopied copied = call("copy", () -> first.copy(task, attempt));
        TrialAttempt again = attempt.again();
        VolumeCopied found = call("find", () -> second.find(task, again))
                .orElseThrow(
                        () -> new BrokenContract("find did not find what an attempt with the same idempotency key has"
                                + " copied: a node may die before it has committed, and another goes on"));
        VolumeCopied repeated = call("copy", () -> second.copy(task, again));
        if (!found.equals(copied) || !repeated.equals(copied)) {
            throw new BrokenContract("a first attempt made " + copied + ", and one with the same idempotency key found "
                    + found + " and made " + repeated);
        }
    }

    private void namesByKey() throws InterruptedException {
        VolumeCopier copier = plugins.get();
        CopyVolume task = tasks.get();
        String one =
                call("copy", () -> copier.copy(task, attempt(task))).volume().id();
        String other =
                call("copy", () -> copier.copy(task, attempt(task))).volume().id();
        if (one.equals(other)) {
            throw new BrokenContract("two tasks have both made a copy " + one + ": one would delete the other's");
        }
    }

    private void deletes() throws InterruptedException {
        VolumeCopier copier = plugins.get();
        CopyVolume task = tasks.get();
        TrialAttempt attempt = attempt(task);
        VolumeCopied copied = call("copy", () -> copier.copy(task, attempt));
        DeleteVolumeCopy undoing = new DeleteVolumeCopy(
                task.tenant(),
                copied.sourceStorage(),
                copied.targetStorage(),
                copied.volume(),
                copied.snapshots(),
                task.targetMetadata(),
                task.volumeId());
        for (int times = 1; times <= 2; times++) { // an attempt may die after it, and before it has committed
            call("delete", () -> {
                copier.delete(undoing, attempt(undoing));
                return undoing;
            });
        }
        if (call("find", () -> copier.find(task, attempt.again())).isPresent()) {
            throw new BrokenContract("find found a copy that was deleted");
        }
        call("copy", () -> copier.copy(task, attempt)); // the source is still there
    }

    private static TrialAttempt attempt(Record input) {
        return TrialAttempt.of(Records.write(input));
    }

    /** A call of a copier. */
    private interface Call<T> {
        T make() throws TaskFailedException, InterruptedException;
    }

    private static <T> T call(String what, Call<T> call) throws InterruptedException {
        try {
            return Optional.ofNullable(call.make()).orElseThrow(() -> new BrokenContract(what + " answered null"));
        } catch (TaskFailedException failed) {
            throw new BrokenContract(what + " failed, with a task that its test gives: "
                    + failed.reason().contents());
        } catch (RuntimeException thrown) {
            throw new BrokenContract(what + " threw " + Asker.describe(thrown)
                    + "\n  what a copier cannot do is a TaskFailedException, which says whether to try again");
        }
    }
}
