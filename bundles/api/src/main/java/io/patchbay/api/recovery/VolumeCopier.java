package io.patchbay.api.recovery;

import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Copies volumes onto storages of one type. Register it as a service with the property {@value #NAME}, the type. The task {@code
 * copy.volume} asks the copier of its target storage's type, or {@value #DEFAULT_TYPE} where the storage names none; from what
 * kinds of source it can copy is the copier's matter.
 *
 * <p>Called on the migrator's worker threads, for several volumes at once: implementations are thread-safe; they may block, for
 * hours too, but heed {@link Attempt#isCancelled()} and interruption. As with handlers, whatever is made is made at least once, by
 * attempts that may die anywhere: name it by {@link Attempt#idempotencyKey()}, let it appear as a whole or not at all, and never
 * touch what bears no such name.
 *
 * <p>Anything thrown but {@link TaskFailedException} counts as a fault of the copier, and as a failure that another attempt may
 * mend.
 */
@ConsumerType
public interface VolumeCopier {
    /** Service property: the type of storage, for example {@code file}. */
    String NAME = ExtensionPoint.PLUGIN_NAME;

    /** The type of a storage that names none. */
    String DEFAULT_TYPE = "file";

    /**
     * Looks for a copy that an earlier attempt has made. Called before {@link #copy} from the second attempt on.
     *
     * @return the copy, if it and all copies of snapshots are there and whole
     * @throws TaskFailedException if that cannot be found out
     * @throws InterruptedException if the attempt was cancelled
     */
    Optional<VolumeCopied> find(CopyVolume task, Attempt attempt) throws TaskFailedException, InterruptedException;

    /**
     * Copies a volume and its snapshots, going on with what an earlier attempt has left. Tells {@link Attempt#progress} how far
     * it has come.
     *
     * @return the volume and the snapshots as they are now: the ids are the names of the copies at the target storage, by which
     *     {@code import.volume} has the recovery site know them, and the size is that of the copy
     * @throws TaskFailedException if it could not be copied, or the copy is not equal to the source
     * @throws InterruptedException if the attempt was cancelled
     */
    VolumeCopied copy(CopyVolume task, Attempt attempt) throws TaskFailedException, InterruptedException;

    /**
     * Deletes a copy, the copies of its snapshots, and what unfinished attempts have left of them. Finding nothing is a success.
     * Never deletes a source, or anything else that {@link #copy} has not made.
     *
     * @param task its volume and snapshots are those that {@link #copy} gave
     * @throws TaskFailedException if something could not be deleted
     * @throws InterruptedException if the attempt was cancelled
     */
    void delete(DeleteVolumeCopy task, Attempt attempt) throws TaskFailedException, InterruptedException;

    /**
     * Told when the recovery site has given a copy another name, as Cinder does when it takes a volume in: from then on the copy is
     * looked for under it, by {@link #nameOf}, {@link #find} and {@link #delete}. May be told the same again. A storage on which
     * copies keep their names has nothing to do.
     *
     * @param target where the copy is
     * @param copy the name that {@link #copy} gave
     * @param name what the recovery site calls it
     * @throws TaskFailedException if that cannot be kept
     */
    default void renamed(Storage target, String copy, String name) throws TaskFailedException {
        // it keeps its name here
    }

    /**
     * What a copy is called at its storage now.
     *
     * @param target where the copy is
     * @param copy the name that {@link #copy} gave
     * @throws TaskFailedException if that cannot be found out
     */
    default String nameOf(Storage target, String copy) throws TaskFailedException {
        return copy;
    }
}
