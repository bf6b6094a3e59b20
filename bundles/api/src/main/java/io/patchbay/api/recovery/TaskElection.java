package io.patchbay.api.recovery;

import io.patchbay.api.hotswap.ExtensionPoint;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides which node tries a task. Register it as a service with the property {@value #NAME}; the key {@code election} of
 * {@code io.patchbay.migrator} names the one that is used.
 *
 * <p>It does not decide who has a task: whoever tries still has to claim it, in one transaction that gives the epoch, and a result
 * is committed only at its epoch. So two nodes with different elections, as during a swap, are safe; an election that lets
 * two nodes try costs no more than a claim in vain.
 *
 * <p>Called on the migrator's threads, for many tasks at once: implementations are thread-safe and do not block.
 */
@ConsumerType
public interface TaskElection {
    /** Service property: the name by which configuration asks for this election. */
    String NAME = ExtensionPoint.PLUGIN_NAME;

    /**
     * Stands for a task that this node could begin now.
     *
     * @param task the task
     * @param elected to be run at most once, when this node shall try: on any thread, also before this method returns, and at
     *     the latest when nobody else does; does not block. A task that nobody has tried for 5 seconds is tried without, which
     *     is a fault of the election where this node is the only one
     * @return to be closed once, when the attempt is over or this node gives up
     */
    Candidacy stand(TaskKey task, Runnable elected);

    /** One node's standing for one task. Thread-safe. */
    @ConsumerType
    interface Candidacy extends AutoCloseable {
        /** Lets others try. Does not block. Nothing is run after it. */
        @Override
        void close();
    }
}
