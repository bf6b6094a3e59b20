package io.patchbay.volumes.internal;

import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.recovery.Copiers;
import io.patchbay.support.recovery.Inputs;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Copies a volume, by the copier of the storage that it is to be on. Thread-safe. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=copy.volume")
public final class CopyHandler implements TaskHandler {
    private final Copiers copiers;

    @Activate
    public CopyHandler(@Reference(name = "slots") Slots slots) {
        this.copiers = new Copiers(slots);
    }

    @Deactivate
    void close() {
        copiers.close();
    }

    @Override
    public Optional<Output> find(Attempt attempt) throws TaskFailedException, InterruptedException {
        TaskInput.CopyVolume task = Inputs.read(TaskInput.CopyVolume.class, attempt);
        return copiers.ask(task.targetStorage(), attempt, copier -> copier.find(task, attempt))
                .map(CopyHandler::output);
    }

    @Override
    public Output perform(Attempt attempt) throws TaskFailedException, InterruptedException {
        TaskInput.CopyVolume task = Inputs.read(TaskInput.CopyVolume.class, attempt);
        return output(copiers.ask(task.targetStorage(), attempt, copier -> copier.copy(task, attempt)));
    }

    private static Output output(TaskOutput.VolumeCopied copied) {
        String snapshots = copied.snapshots().isEmpty()
                ? ""
                : ", with snapshots: " + copied.snapshots().size();
        return new Output(
                Records.write(copied),
                Optional.of(new Message(
                        "copied",
                        "the copy on " + copied.targetStorage().name() + " is called "
                                + copied.volume().id() + snapshots)));
    }
}
