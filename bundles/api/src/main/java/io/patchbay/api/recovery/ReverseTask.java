package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;

/**
 * How what a task made is undone. In the reverse graph it stands as a task with the id {@link #idOf}: after the reverse tasks of
 * everything that depends on the task.
 *
 * @param type task type, for example {@code delete.network}
 * @param input its input; references may name the task itself, what the task depends on directly or through others, and
 *     their reverse tasks
 */
public record ReverseTask(String type, Attributes input) {
    private static final String PREFIX = "clear.";

    /** @throws IllegalArgumentException if the type is no identifier */
    public ReverseTask {
        Identifier.require("type", type);
    }

    /** Without its input, in which there may be a secret. */
    @Override
    public String toString() {
        return "reverse task of type " + type;
    }

    /** The id of the task that undoes a task. */
    public static String idOf(String task) {
        return PREFIX + task;
    }

    /** Whether an id is one of a reverse task. */
    public static boolean isReverse(String task) {
        return task.startsWith(PREFIX);
    }

    /** The task that a reverse task undoes. */
    public static String forwardOf(String reverseTask) {
        if (!isReverse(reverseTask)) {
            throw new IllegalArgumentException(reverseTask + " is no reverse task");
        }
        return reverseTask.substring(PREFIX.length());
    }
}
