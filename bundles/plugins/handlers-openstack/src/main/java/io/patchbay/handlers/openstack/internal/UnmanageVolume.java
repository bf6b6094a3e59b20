package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.recovery.Copiers;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Has Cinder forget a volume. What it holds stays where it is, under the name that Cinder gave it, which the copier of the storage
 * is told. Immutable.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=unmanage.volume")
public final class UnmanageVolume extends DeletingHandler<TaskInput.UnmanageVolume> {
    private final GuestSettings settings;
    private final Copiers copiers;

    @Activate
    public UnmanageVolume(
            @Reference(name = "openStack") OpenStack openStack,
            @Reference(name = "settings") GuestSettings settings,
            @Reference(name = "slots") Slots slots) {
        super(openStack, TaskInput.UnmanageVolume.class);
        this.settings = settings;
        this.copiers = new Copiers(slots);
    }

    @Deactivate
    void close() {
        copiers.close();
    }

    /** As an administrator: the project may be gone. */
    @Override
    void delete(Work<TaskInput.UnmanageVolume> work)
            throws OpenStackException, TaskFailedException, InterruptedException {
        Volumes volumes = new Volumes(work.cloud(), work.cloud().admin().volume(), settings.volumeTimeout());
        String id = work.input().volumePair().target().id();
        Optional<JsonNode> there = volumes.find(id);
        if (there.isEmpty()) {
            return;
        }
        JsonNode volume = there.get();
        Optional<Mark> mark = Mark.in(volume.path("metadata").path(Volumes.MARK).asText());
        String copy = volume.path("metadata").path(Volumes.COPY).asText();
        if (mark.isEmpty()) {
            throw Marks.missing("volume " + id, "metadata");
        } else if (!copy.isEmpty()) {
            ImportVolume.tellName(copiers, work, work.input().targetStorage(), copy, id);
        }
        unmanage(volumes, volume);
        sweep(volumes, mark.get());
    }

    /** An attempt that was taken for dead may have had Cinder look for the same copy once more, in vain. */
    private static void sweep(Volumes volumes, Mark mark) throws OpenStackException, InterruptedException {
        for (JsonNode twin : volumes.markedAnywhere(mark)) {
            if (Volumes.statusOf(twin).startsWith("error")) {
                volumes.delete(Volumes.idOf(twin));
            }
        }
    }

    private static void unmanage(Volumes volumes, JsonNode volume) throws OpenStackException, InterruptedException {
        String id = Volumes.idOf(volume);
        String status = Volumes.statusOf(volume);
        if (status.equals("unmanaging") || status.equals("deleting")) {
            volumes.awaitGone(id); // an earlier attempt has begun it
            return;
        }
        if (!status.startsWith("error")) {
            volumes.awaitFree(id);
        }
        volumes.act(id, "os-unmanage", Map.of());
        volumes.awaitGone(id);
    }
}
