package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * One task of a graph as it is submitted.
 *
 * @param id unique in its job; an identifier of at most {@value #MAX_ID} characters; {@link Jobs#submit} refuses those of
 *     reverse tasks
 * @param type which handler performs it, for example {@code create.network}
 * @param name what people call the resource it is about; at most {@value #MAX_NAME} characters, may be empty
 * @param input what the handler gets once its references ({@link References}) are resolved
 * @param dependencies ids of the tasks that must have succeeded before, each once
 * @param goal whether the job is there for it: its success decides the job's {@link JobResult}. In a job without goals every
 *     task is one
 * @param shared the shared resource that it makes
 * @param target what it works on, for a cap on tasks at once (a hypervisor, a storage); an identifier
 * @param reverse how it is undone; empty if that needs no task
 * @param policy how hard to try
 */
public record TaskSpec(
        String id,
        String type,
        String name,
        Attributes input,
        List<String> dependencies,
        boolean goal,
        Optional<SharedUse> shared,
        Optional<String> target,
        Optional<ReverseTask> reverse,
        TaskPolicy policy) {
    /** The longest id, in characters. */
    public static final int MAX_ID = 100;

    /** The longest name, in characters. */
    public static final int MAX_NAME = 300;

    /** @throws IllegalArgumentException if an id, a type or a target is no identifier, or something is too long */
    public TaskSpec {
        Identifier.require("id", id);
        Identifier.require("type", type);
        target.ifPresent(named -> Identifier.require("target", named));
        String own = ReverseTask.isReverse(id) ? ReverseTask.forwardOf(id) : id;
        if (own.length() > MAX_ID || type.length() > MAX_ID) {
            throw new IllegalArgumentException("id and type must be at most " + MAX_ID + " characters long: " + id);
        }
        if (name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name must be at most " + MAX_NAME + " characters long: task " + id);
        }
        dependencies = List.copyOf(dependencies);
    }

    /** A task with nothing but its input. */
    public static TaskSpec of(String id, String type, Attributes input) {
        return new TaskSpec(
                id,
                type,
                "",
                input,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskPolicy.USUAL);
    }

    /** The same under a name for people. */
    public TaskSpec named(String text) {
        return new TaskSpec(id, type, text, input, dependencies, goal, shared, target, reverse, policy);
    }

    /** The same after other tasks. */
    public TaskSpec after(List<String> tasks) {
        return new TaskSpec(id, type, name, input, tasks, goal, shared, target, reverse, policy);
    }

    /** The same after other tasks. */
    public TaskSpec after(String... tasks) {
        return after(List.of(tasks));
    }

    /** The same as something that the job is there for. */
    public TaskSpec asGoal() {
        return new TaskSpec(id, type, name, input, dependencies, true, shared, target, reverse, policy);
    }

    /** The same as the maker of a shared resource. */
    public TaskSpec sharing(SharedUse use) {
        return new TaskSpec(id, type, name, input, dependencies, goal, Optional.of(use), target, reverse, policy);
    }

    /** The same on a target. */
    public TaskSpec on(String place) {
        return new TaskSpec(id, type, name, input, dependencies, goal, shared, Optional.of(place), reverse, policy);
    }

    /** The same with a way to undo it. */
    public TaskSpec undoneBy(ReverseTask undo) {
        return new TaskSpec(id, type, name, input, dependencies, goal, shared, target, Optional.of(undo), policy);
    }

    /** The same under another policy. */
    public TaskSpec under(TaskPolicy other) {
        return new TaskSpec(id, type, name, input, dependencies, goal, shared, target, reverse, other);
    }

    /** Without its input, in which there may be a secret. */
    @Override
    public String toString() {
        return "task " + id + " of type " + type;
    }
}
