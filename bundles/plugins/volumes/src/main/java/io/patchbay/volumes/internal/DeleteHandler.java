package io.patchbay.volumes.internal;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.recovery.Copiers;
import io.patchbay.support.recovery.Inputs;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Deletes the copy of a volume, by the copier of the storage that it is on. Thread-safe. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.volume.copy")
public final class DeleteHandler implements TaskHandler {
    private final Copiers copiers;

    @Activate
    public DeleteHandler(@Reference(name = "slots") Slots slots) {
        this.copiers = new Copiers(slots);
    }

    @Deactivate
    void close() {
        copiers.close();
    }

    /** Deleting again does no harm. */
    @Override
    public Optional<Output> find(Attempt attempt) {
        return Optional.empty();
    }

    @Override
    public Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
        TaskInput.DeleteVolumeCopy task = Inputs.read(TaskInput.DeleteVolumeCopy.class, attempt);
        return copiers.ask(task.targetStorage(), attempt, copier -> {
            copier.delete(task, attempt);
            return Output.NONE;
        });
    }
}
