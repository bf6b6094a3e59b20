package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The references in the inputs of tasks: {@code {"$ref":"{taskId}#{json pointer}"}} into the output of a declared dependency, and
 * {@code {"$ref":"#{json pointer}"}} into the task's own record. Thread-safe; does not block.
 */
@ProviderType
public interface References {
    /**
     * Checks a graph as far as that is possible before anything runs: references that dangle, that are not declared as
     * dependencies, that refer to each other in a circle, or to fields that the type's output has not; inputs that lack a field
     * of their type or have it with a wrong type.
     *
     * @param tasks the forward graph, each id once; its dependencies may be wrong
     * @return every fault, in the order of the tasks; pointers begin with {@code /tasks/{index}}
     */
    List<Fault> check(List<TaskSpec> tasks);

    /**
     * Replaces the references in a task's input. The input is not changed.
     *
     * @param task the task, of either graph: of a reverse task {@code id}, {@code type}, {@code input} and {@code dependencies} are
     *     those of the reverse task
     * @param outputs the committed outputs of the tasks that it may refer to, by id; empty for all others. A reverse task is asked
     *     for under its own id ({@link ReverseTask#idOf}) first by the migrator
     * @return the input without any reference
     * @throws UnresolvedReferenceException if one cannot be resolved, or the resolved input does not suit the type
     */
    Attributes resolve(TaskSpec task, Function<String, Optional<Attributes>> outputs)
            throws UnresolvedReferenceException;
}
