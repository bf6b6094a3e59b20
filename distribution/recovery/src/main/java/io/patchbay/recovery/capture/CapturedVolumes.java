package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.plan.RecoveryPlan.Disk;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Volumes with their snapshots, as Cinder has them. Confined to one thread. */
final class CapturedVolumes {
    private static final Set<String> SOUND = Set.of("available", "in-use", "reserved", "attaching", "detaching");
    private static final String USUAL_TYPE = "__DEFAULT__";
    private static final Optional<String> FILE = Optional.of("file");

    private final Service service;
    private final String cloud;
    private final Wishes wishes;
    private final Consumer<String> warnings;
    private final Map<String, Disk> disks = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> types = new HashSet<>();

    /** @param cloud what the names of its storages begin with */
    CapturedVolumes(Service service, String cloud, Wishes wishes, Consumer<String> warnings) {
        this.service = service;
        this.cloud = cloud;
        this.wishes = wishes;
        this.warnings = warnings;
    }

    List<Disk> disks() {
        return List.copyOf(disks.values());
    }

    /** Whether an instance may have it: it is captured, and no other has it. */
    boolean take(String id) {
        return disks.containsKey(id) && used.add(id);
    }

    void read(String project) throws OpenStackException, InterruptedException {
        Map<String, List<Snapshot>> snapshots = snapshots(project);
        for (JsonNode volume : Found.sorted(
                service.list(Service.path("/volumes/detail", "all_tenants", "1", "project_id", project), "volumes"))) {
            String told = Found.words("volume", volume);
            String host = volume.path("os-vol-host-attr:host").asText("");
            String status = volume.path("status").asText();
            if (!SOUND.contains(status) || !host.contains("@")) {
                warnings.accept(
                        told + " is " + status + (host.contains("@") ? "" : ", and on no storage") + ": left out");
                continue;
            }
            warnOfMore(told, volume);
            disks.put(
                    Found.id(volume),
                    disk(volume, project, backend(host), snapshots.getOrDefault(Found.id(volume), List.of())));
        }
    }

    private void warnOfMore(String told, JsonNode volume) {
        if (volume.path("encrypted").asBoolean()) {
            warnings.accept(told + " is encrypted: it is copied as it is, and cannot be read without its key");
        }
        if (volume.path("multiattach").asBoolean()) {
            warnings.accept(told + " may be several instances': it will be one's");
        }
        Found.text(volume, "volume_type")
                .filter(type -> !type.equals(USUAL_TYPE))
                .filter(types::add)
                .ifPresent(type -> warnings.accept(told + " is of type '" + type
                        + "': it, and others of that type, will be of the recovery site's usual one, unless"
                        + " target_metadata names a volume_type"));
    }

    private Map<String, List<Snapshot>> snapshots(String project) throws OpenStackException, InterruptedException {
        Map<String, List<Snapshot>> byVolume = new HashMap<>();
        for (JsonNode snapshot : Found.sorted(service.list(
                Service.path("/snapshots/detail", "all_tenants", "1", "project_id", project), "snapshots"))) {
            byVolume.computeIfAbsent(snapshot.path("volume_id").asText(), first -> new ArrayList<>())
                    .add(new Snapshot(
                            Found.id(snapshot),
                            Found.name(snapshot),
                            Found.description(snapshot),
                            Found.text(snapshot, "created_at").map(CapturedVolumes::instant)));
        }
        return byVolume;
    }

    /** Cinder's times are of UTC, and do not say so. */
    private static String instant(String time) {
        return time.endsWith("Z") ? time : time.replaceFirst("\\.\\d+$", "") + "Z";
    }

    private Disk disk(JsonNode volume, String project, String backend, List<Snapshot> snapshots) {
        return new Disk(
                Found.id(volume),
                project,
                Found.name(volume),
                Found.description(volume),
                Math.max(1, volume.path("size").asLong()),
                volume.path("bootable").asText().equals("true") ? Optional.of(true) : Optional.empty(),
                volume.path("metadata").path("readonly").asText().equalsIgnoreCase("true")
                        ? Optional.of(true)
                        : Optional.empty(),
                storage(cloud, backend),
                storage(wishes.onto(), wishes.storages().getOrDefault(backend, backend)),
                Attributes.NONE,
                snapshots);
    }

    /** Named after its site, too: what is called alike at both is not the same. */
    private static Storage storage(String site, String backend) {
        String name = site + "-" + backend;
        return new Storage(PlanIds.sound(name), FILE, Attributes.of("pool", backend));
    }

    /** The back end of {@code host@backend#pool}. */
    private static String backend(String host) {
        String behind = host.substring(host.indexOf('@') + 1);
        return behind.contains("#") ? behind.substring(0, behind.indexOf('#')) : behind;
    }

    /** To be called when all instances are read. */
    void warnOfUnused() {
        disks.values().stream()
                .filter(disk -> !used.contains(disk.id()))
                .forEach(disk -> warnings.accept("volume '" + disk.name() + "' (" + disk.id()
                        + ") is no captured instance's: it is copied and imported all the same"));
    }
}
