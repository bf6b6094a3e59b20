package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.AttachedDisk;
import io.patchbay.api.recovery.plan.RecoveryPlan.Machine;
import io.patchbay.api.recovery.resource.InstanceState;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.UserData;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Instances, as Nova has them. Confined to one thread. */
final class CapturedInstances {
    private static final Microversion DESCRIBED = Microversion.of("2.19");
    private static final Microversion FLAVORS_BY_ID = Microversion.of("2.46"); // later ones tell them without their ids
    private static final Pattern OUR_METADATA = Pattern.compile("patchbay(_.*)?");

    private final Service compute;
    private final CapturedPorts ports;
    private final CapturedVolumes volumes;
    private final CapturedKeypairs keypairs;
    private final CapturedSizes sizes;
    private final Consumer<String> warnings;
    private final List<Machine> machines = new ArrayList<>();

    CapturedInstances(
            Service compute,
            CapturedPorts ports,
            CapturedVolumes volumes,
            CapturedKeypairs keypairs,
            CapturedSizes sizes,
            Consumer<String> warnings) {
        this.compute = compute;
        this.ports = ports;
        this.volumes = volumes;
        this.keypairs = keypairs;
        this.sizes = sizes;
        this.warnings = warnings;
    }

    List<Machine> machines() {
        return machines;
    }

    void read(String project) throws OpenStackException, InterruptedException {
        Service described = compute.at(DESCRIBED, FLAVORS_BY_ID);
        for (JsonNode server : Found.sorted(described.list(
                Service.path("/servers/detail", "all_tenants", "1", "project_id", project), "servers"))) {
            if (server.path("image").isObject()) {
                warnings.accept(words(server) + " starts from an image, and its disk is no volume: left out");
            } else if (!server.path("status").asText().equals("DELETED")) {
                machines.add(machine(described, server, project));
            }
        }
    }

    private static String words(JsonNode server) {
        return Found.words("instance", server);
    }

    private Machine machine(Service described, JsonNode server, String project)
            throws OpenStackException, InterruptedException {
        CapturedPorts.Places places = ports.of(server);
        warnOfMore(server);
        return new Machine(
                Found.id(server),
                project,
                Found.name(server),
                Found.description(server)
                        .filter(words -> !words.equals(Found.name(server))), // which Nova writes itself
                state(server),
                Optional.empty(),
                sizes.of(server),
                keypairs.of(server),
                Optional.empty(),
                Optional.empty(),
                places.attachments(),
                places.groups(),
                disks(described, server),
                List.of(),
                userData(server));
    }

    private Optional<Secret> userData(JsonNode server) {
        Optional<String> encoded = Found.text(server, "OS-EXT-SRV-ATTR:user_data");
        try {
            return encoded.map(text -> UserData.of(Base64.getMimeDecoder().decode(text)));
        } catch (IllegalArgumentException malformed) {
            warnings.accept(words(server) + " has user data that is no Base64: left out");
            return Optional.empty();
        }
    }

    /** Metadata by name only: people put passwords there. */
    private void warnOfMore(JsonNode server) {
        if (Found.text(server, "config_drive").isPresent()) {
            warnings.accept(words(server) + " has a config drive: it will have none");
        }
        Set<String> metadata = new TreeSet<>();
        server.path("metadata").properties().forEach(pair -> metadata.add(pair.getKey()));
        metadata.removeIf(OUR_METADATA.asMatchPredicate());
        if (!metadata.isEmpty()) {
            warnings.accept(
                    words(server) + " has metadata, which no plan has: " + String.join(", ", metadata) + " left out");
        }
    }

    private Optional<InstanceState> state(JsonNode server) {
        String status = server.path("status").asText();
        if (!status.equals("ACTIVE") && !status.equals("SHUTOFF")) {
            warnings.accept(words(server) + " is " + status + ": it will be running");
        }
        return status.equals("SHUTOFF") ? Optional.of(InstanceState.STOPPED) : Optional.empty();
    }

    /** The one that it starts from first, the others by their devices. */
    private List<AttachedDisk> disks(Service described, JsonNode server)
            throws OpenStackException, InterruptedException {
        Optional<String> root = Found.text(server, "OS-EXT-SRV-ATTR:root_device_name");
        List<AttachedDisk> disks = new ArrayList<>();
        for (JsonNode attached : described.list(
                Service.path("/servers/{}/os-volume_attachments", Found.id(server)), "volumeAttachments")) {
            String volume = attached.path("volumeId").asText();
            if (volumes.take(volume)) {
                Optional<String> device = Found.text(attached, "device");
                boolean boots = device.isPresent() && device.equals(root);
                disks.add(new AttachedDisk(volume, device, boots ? Optional.of(0) : Optional.empty()));
            } else {
                warnings.accept(words(server) + " has volume " + volume
                        + ", which is not captured or is another instance's, too: left out");
            }
        }
        disks.sort(Comparator.comparing((AttachedDisk disk) -> disk.bootIndex().isEmpty())
                .thenComparing(disk -> disk.devicePath().orElse("")));
        if (disks.stream().noneMatch(disk -> disk.bootIndex().isPresent())) {
            warnings.accept(words(server) + " starts from none of its captured volumes: it cannot be made so");
        }
        return disks;
    }
}
