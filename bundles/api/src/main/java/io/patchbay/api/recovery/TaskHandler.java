package io.patchbay.api.recovery;

import io.patchbay.api.hotswap.ExtensionPoint;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Performs the tasks of one type. Register it as a service with the property {@value #NAME}, the type.
 *
 * <p>Called on the migrator's worker threads, for several attempts at once: implementations are thread-safe; they may block. A
 * result is committed exactly once, but what a handler does outside happens at least once: a node may die, or lose its claim,
 * between doing and committing. So whoever makes something marks it with {@link Attempt#idempotencyKey()} and finds it again.
 *
 * <p>Anything thrown but {@link TaskFailedException} counts as a fault of the handler, and as a failure that another attempt may
 * mend.
 */
@ConsumerType
public interface TaskHandler {
    /** Service property: the task type, for example {@code create.network}. */
    String NAME = ExtensionPoint.PLUGIN_NAME;

    /**
     * Looks for what an earlier attempt has made. Called before {@link #perform} from the second attempt on, and on a first one
     * where an earlier outcome is not known.
     *
     * @return what it made, if it is there and whole: it becomes the task's output and {@code perform} is not called
     * @throws TaskFailedException if that cannot be found out
     * @throws InterruptedException if the attempt was cancelled
     */
    Optional<Output> find(Attempt attempt) throws TaskFailedException, InterruptedException;

    /**
     * Performs the task.
     *
     * @return what dependents may refer to
     * @throws TaskFailedException if it failed
     * @throws InterruptedException if the attempt was cancelled
     */
    Output perform(Attempt attempt) throws TaskFailedException, InterruptedException;
}
