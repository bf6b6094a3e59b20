package io.patchbay.migrator.internal.shared;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.Members;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The entry of a shared resource. Its holders stand beneath it, one entry a job; whoever adds or removes one also writes this one,
 * so that its version tells whether the holders are still those that were seen. Immutable.
 *
 * @param key which resource
 * @param phase how far it is
 * @param task the task that makes it or made it, or that deletes it
 * @param within the resource that contains it
 * @param output what it was made of, once it is made
 * @param keepers the jobs that are confirmed and keep it; {@value #FOR_GOOD} stands for those that are over
 */
public record SharedRecord(
        SharedKey key,
        Phase phase,
        TaskKey task,
        Optional<SharedKey> within,
        Optional<Attributes> output,
        Set<String> keepers) {
    private static final String FOR_GOOD = "*"; // no job is called that

    /** What may be done with it. */
    public enum Phase {
        /** Only its task may go on. */
        MAKING,
        /** Anybody may join. */
        MADE,
        /** Only its task may go on. */
        DELETING
    }

    /** Copies the set. */
    public SharedRecord {
        keepers = Set.copyOf(keepers);
    }

    /** About to be made. */
    static SharedRecord making(SharedKey key, Optional<SharedKey> within, TaskKey task) {
        return new SharedRecord(key, Phase.MAKING, task, within, Optional.empty(), Set.of());
    }

    SharedRecord takenBy(TaskKey other) {
        return new SharedRecord(key, phase, other, within, output, keepers);
    }

    SharedRecord made(Output made) {
        return new SharedRecord(key, Phase.MADE, task, within, Optional.of(made.values()), keepers);
    }

    SharedRecord deleting(TaskKey by) {
        return new SharedRecord(key, Phase.DELETING, by, within, output, keepers);
    }

    /** Whether a confirmed job keeps it. */
    public boolean confirmed() {
        return !keepers.isEmpty();
    }

    SharedRecord kept(String job) {
        Set<String> more = new TreeSet<>(keepers);
        more.add(job);
        return new SharedRecord(key, phase, task, within, output, more);
    }

    SharedRecord keptNoMore(String job) {
        Set<String> rest = new TreeSet<>(keepers);
        rest.remove(job);
        return new SharedRecord(key, phase, task, within, output, rest);
    }

    /** The same once the job is over: there may be any number of them. */
    SharedRecord keptForGood(String job) {
        return keepers.contains(job) ? keptNoMore(job).kept(FOR_GOOD) : this;
    }

    byte[] toJson() {
        Members.Collector members = new Members.Collector()
                .with("kind", key.kind().name())
                .with("resource", key.resource())
                .with("cluster", key.cluster())
                .with("phase", phase.name())
                .with("job", task.job())
                .with("task", task.task())
                .withTexts("keepers", keepers.stream().sorted().toList());
        within.ifPresent(outer -> members.with("withinKind", outer.kind().name())
                .with("withinResource", outer.resource())
                .with("withinCluster", outer.cluster()));
        output.ifPresent(values -> members.with("output", values.values()));
        return Json.write(members.done());
    }

    static SharedRecord of(byte[] json) {
        Members members = new Members(Json.readObject(json));
        return new SharedRecord(
                new SharedKey(
                        SharedKind.valueOf(members.text("kind")), members.text("resource"), members.text("cluster")),
                members.choice("phase", Phase.class).orElse(Phase.MAKING),
                new TaskKey(members.text("job"), members.text("task")),
                members.choice("withinKind", SharedKind.class)
                        .map(kind ->
                                new SharedKey(kind, members.text("withinResource"), members.text("withinCluster"))),
                members.object("output").map(values -> new Attributes(values.values())),
                Set.copyOf(members.texts("keepers")));
    }
}
