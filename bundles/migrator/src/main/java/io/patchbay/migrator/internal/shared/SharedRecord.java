package io.patchbay.migrator.internal.shared;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.Members;
import java.util.Optional;

/**
 * The entry of a shared resource. Its holders stand beneath it, one entry a job; whoever adds or removes one also writes this one,
 * so that its version tells whether the holders are still those that were seen. Immutable.
 *
 * @param key which resource
 * @param phase how far it is
 * @param task the task that makes it or made it, or that deletes it
 * @param within the resource that contains it
 * @param output what it was made of, once it is made
 * @param confirmed whether a confirmed job keeps it
 */
public record SharedRecord(
        SharedKey key,
        Phase phase,
        TaskKey task,
        Optional<SharedKey> within,
        Optional<Attributes> output,
        boolean confirmed) {
    /** What may be done with it. */
    public enum Phase {
        /** Only its task may go on. */
        MAKING,
        /** Anybody may join. */
        MADE,
        /** Only its task may go on. */
        DELETING
    }

    /** About to be made. */
    static SharedRecord making(SharedKey key, Optional<SharedKey> within, TaskKey task) {
        return new SharedRecord(key, Phase.MAKING, task, within, Optional.empty(), false);
    }

    SharedRecord takenBy(TaskKey other) {
        return new SharedRecord(key, phase, other, within, output, confirmed);
    }

    SharedRecord made(Output made) {
        return new SharedRecord(key, Phase.MADE, task, within, Optional.of(made.values()), confirmed);
    }

    SharedRecord deleting(TaskKey by) {
        return new SharedRecord(key, Phase.DELETING, by, within, output, confirmed);
    }

    SharedRecord kept() {
        return new SharedRecord(key, phase, task, within, output, true);
    }

    byte[] toJson() {
        Members.Collector members = new Members.Collector()
                .with("kind", key.kind().name())
                .with("resource", key.resource())
                .with("cluster", key.cluster())
                .with("phase", phase.name())
                .with("job", task.job())
                .with("task", task.task())
                .withFlag("confirmed", confirmed);
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
                members.flag("confirmed"));
    }
}
