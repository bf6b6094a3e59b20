package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.resource.VolumePair;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.recovery.Copiers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Has Cinder take in the copy of a volume. Cinder answers before it has looked, gives the volume a new id, renames the copy after
 * it, and where its back end refuses, says no more than {@code error}: such a volume is deleted, which touches no copy. Immutable.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=import.volume")
public final class ImportVolume extends CloudHandler<TaskInput.ImportVolume> {
    /** What Cinder calls a volume at its back end (volume_name_template). */
    static final String RENAMED = "volume-";

    private final GuestSettings settings;
    private final Copiers copiers;

    @Activate
    public ImportVolume(
            @Reference(name = "openStack") OpenStack openStack,
            @Reference(name = "settings") GuestSettings settings,
            @Reference(name = "slots") Slots slots) {
        super(openStack, TaskInput.ImportVolume.class);
        this.settings = settings;
        this.copiers = new Copiers(slots);
    }

    @Deactivate
    void close() {
        copiers.close();
    }

    @Override
    Optional<Output> lookFor(Work<TaskInput.ImportVolume> work)
            throws OpenStackException, TaskFailedException, InterruptedException {
        Volumes volumes = volumes(work);
        Optional<JsonNode> earlier = earlier(volumes, volumes.marked(work.mark()));
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        tellName(work, Volumes.idOf(earlier.get()));
        return Optional.of(output(work, ready(volumes, work, earlier.get())));
    }

    @Override
    Output carryOut(Work<TaskInput.ImportVolume> work)
            throws OpenStackException, TaskFailedException, InterruptedException {
        Optional<Output> earlier = lookFor(work);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Volumes volumes = volumes(work);
        String pool = Pools.of(
                work.cloud().admin().volume(),
                work.input().targetStorage(),
                work.input().targetMetadata());
        String name = nameOfCopy(work);
        work.attempt().progress(0.1, "importing " + name + " from " + pool);
        String id = Volumes.idOf(volumes.manage(request(work, pool, name)));
        tellName(work, id);
        Optional<JsonNode> imported = volumes.awaitSettled(id);
        if (imported.isEmpty()) {
            String words = volumes.wordsOf(id);
            volumes.delete(id);
            throw refused(name, pool, words);
        }
        return output(work, ready(volumes, work, imported.get()));
    }

    private Volumes volumes(Work<TaskInput.ImportVolume> work) {
        return new Volumes(
                work.cloud(), work.cloud().project(work.input().tenant().id()).volume(), settings.volumeTimeout());
    }

    /** What an earlier attempt has had taken in; what Cinder could not take in goes. */
    private static Optional<JsonNode> earlier(Volumes volumes, List<JsonNode> begun)
            throws OpenStackException, InterruptedException {
        Optional<JsonNode> kept = Optional.empty();
        for (JsonNode volume : begun) {
            Optional<JsonNode> settled = volumes.awaitSettled(Volumes.idOf(volume));
            if (settled.isEmpty()) {
                volumes.delete(Volumes.idOf(volume));
            } else if (kept.isEmpty()) {
                kept = settled;
            }
        }
        return kept;
    }

    private static OpenStackException refused(String name, String pool, String words) {
        return OpenStackException.of(
                Kind.FAILED,
                "Cinder could not take in " + name + " from " + pool + ", "
                        + (words.isEmpty()
                                ? "without a word why: is there such a volume, and has nobody else taken it in?"
                                : "and says: " + words));
    }

    private Map<String, Object> request(Work<TaskInput.ImportVolume> work, String pool, String name) {
        TaskInput.ImportVolume input = work.input();
        Map<String, Object> volume = new LinkedHashMap<>();
        volume.put("host", pool);
        volume.put("ref", Map.of("source-name", name));
        volume.put("name", input.volume().name());
        input.volume().description().ifPresent(words -> volume.put("description", words));
        Pools.typeFor(input.targetStorage(), input.targetMetadata()).ifPresent(type -> volume.put("volume_type", type));
        input.targetMetadata().text("availability_zone").ifPresent(zone -> volume.put("availability_zone", zone));
        volume.put("bootable", isBootable(input));
        volume.put(
                "metadata",
                Map.of(
                        Volumes.MARK,
                        work.mark().text(),
                        Volumes.COPY,
                        input.volume().id()));
        return volume;
    }

    private static boolean isBootable(TaskInput.ImportVolume input) {
        return input.volume().bootable().orElse(false);
    }

    private String nameOfCopy(Work<TaskInput.ImportVolume> work) throws TaskFailedException, InterruptedException {
        String copy = work.input().volume().id();
        return copiers.askIfAny(
                        work.input().targetStorage(),
                        work.attempt(),
                        copier -> copier.nameOf(work.input().targetStorage(), copy))
                .orElse(copy);
    }

    /** Told before Cinder has renamed it: who dies in between leaves a copy that can be found under either name. */
    private void tellName(Work<TaskInput.ImportVolume> work, String id)
            throws TaskFailedException, InterruptedException {
        tellName(
                copiers,
                work,
                work.input().targetStorage(),
                work.input().volume().id(),
                id);
    }

    static void tellName(Copiers copiers, Work<?> work, Storage storage, String copy, String id)
            throws TaskFailedException, InterruptedException {
        copiers.askIfAny(storage, work.attempt(), copier -> {
            copier.renamed(storage, copy, RENAMED + id);
            return copy;
        });
    }

    /** Makes the rest of it true. */
    private static JsonNode ready(Volumes volumes, Work<TaskInput.ImportVolume> work, JsonNode volume)
            throws OpenStackException, InterruptedException {
        TaskInput.ImportVolume input = work.input();
        String id = Volumes.idOf(volume);
        if (isBootable(input) && !volume.path("bootable").asText().equals("true")) {
            volumes.act(id, "os-set_bootable", Map.of("bootable", true));
        }
        if (input.volume().readOnly().orElse(false)) {
            volumes.act(id, "os-update_readonly_flag", Map.of("readonly", true));
        }
        return volume;
    }

    private static Output output(Work<TaskInput.ImportVolume> work, JsonNode volume) {
        TaskInput.ImportVolume input = work.input();
        Volume copy = input.volume();
        Volume source = new Volume(
                input.volumeId(), copy.name(), copy.description(), copy.sizeGib(), copy.bootable(), copy.readOnly());
        Volume target = new Volume(
                Volumes.idOf(volume),
                copy.name(),
                copy.description(),
                Math.max(1, volume.path("size").asLong(copy.sizeGib())),
                copy.bootable(),
                copy.readOnly());
        String snapshots = input.snapshots().isEmpty()
                ? ""
                : "; its snapshots (" + input.snapshots().size() + ") stay beside it and are not imported";
        return made(
                new TaskOutput.VolumeImported(
                        input.sourceStorage(), input.targetStorage(), new VolumePair(source, target), List.of()),
                new Message(
                        "imported", "Cinder has it as " + target.id() + ", " + target.sizeGib() + " GiB" + snapshots));
    }
}
