package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.InstanceNetwork;
import io.patchbay.api.recovery.resource.InstanceVolume;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.UserData;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Session;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes an instance from volumes that were imported, on ports of its own, and waits until it serves. What it has made and cannot
 * finish it deletes: nobody undoes a task that has failed, and a network in use cannot be deleted. What a later attempt has taken over
 * it leaves alone. Immutable.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create-and-diagnosis.instance")
public final class CreateInstance extends CloudHandler<TaskInput.CreateInstance> {
    /** After these nobody knows what was carried out, and the cloud cannot be asked to undo it: the next attempt goes on. */
    private static final Set<Kind> OF_THE_MOMENT =
            Set.of(Kind.UNREACHABLE, Kind.SERVICE_FAULT, Kind.RATE_LIMITED, Kind.SETTINGS, Kind.UNAUTHORIZED);

    private final GuestSettings settings;

    @Activate
    public CreateInstance(
            @Reference(name = "openStack") OpenStack openStack, @Reference(name = "settings") GuestSettings settings) {
        super(openStack, TaskInput.CreateInstance.class);
        this.settings = settings;
    }

    /** Whether it serves is part of it: carrying it out again goes on with what is there. */
    @Override
    Optional<Output> lookFor(Work<TaskInput.CreateInstance> work) {
        return Optional.empty();
    }

    @Override
    Output carryOut(Work<TaskInput.CreateInstance> work) throws OpenStackException, InterruptedException {
        Making making = new Making(work, settings);
        try {
            return making.make();
        } catch (OpenStackException failed) {
            if (!OF_THE_MOMENT.contains(failed.kind()) && !work.attempt().isCancelled()) {
                making.undo(failed);
            }
            throw failed;
        }
    }

    /** One instance being made. Confined to one thread. */
    private static final class Making {
        private final Work<TaskInput.CreateInstance> work;
        private final TaskInput.CreateInstance input;
        private final GuestSettings settings;
        private final Servers servers;
        private final Ports ports;
        private final Volumes volumes;

        Making(Work<TaskInput.CreateInstance> work, GuestSettings settings) {
            this.work = work;
            this.input = work.input();
            this.settings = settings;
            Session project = work.cloud().project(input.tenant().id());
            this.servers = new Servers(work.cloud(), project.compute(), settings.instanceTimeout());
            this.ports = new Ports(project.network());
            this.volumes = new Volumes(work.cloud(), project.volume(), settings.volumeTimeout());
        }

        Output make() throws OpenStackException, InterruptedException {
            Optional<JsonNode> earlier = earlier();
            List<JsonNode> places = places(earlier);
            String id = earlier.isPresent() ? Volumes.idOf(earlier.get()) : begin(places);
            for (JsonNode port : places) {
                ports.name(port, id);
            }
            servers.awaitBuilt(id);
            work.attempt().progress(0.6, "it runs");
            List<String> addresses = leadThere(places);
            String served = await(addresses);
            Instance made = new Instance(
                    id,
                    input.instance().name(),
                    input.instance().description(),
                    input.instance().state(),
                    input.instance().diagnosis(),
                    Optional.empty()); // outputs are shown
            return made(new TaskOutput.InstanceMade(made), new Message("made", served));
        }

        /** The instance that an earlier attempt has begun; what has failed goes, and so do twins. */
        private Optional<JsonNode> earlier() throws OpenStackException, InterruptedException {
            Optional<JsonNode> kept = Optional.empty();
            List<JsonNode> all = servers.named(input.instance().name(), work.mark());
            if (all.stream().anyMatch(this::isOfALaterAttempt)) {
                throw OpenStackException.of(Kind.FAILED, "a later attempt has taken the instance over");
            }
            for (JsonNode server : all) {
                if (kept.isEmpty() && Servers.isSound(server)) {
                    servers.takeOver(server, work.attempt().epoch());
                    kept = Optional.of(server);
                } else {
                    servers.delete(Volumes.idOf(server));
                }
            }
            return kept;
        }

        private boolean isOfALaterAttempt(JsonNode server) {
            return Servers.epochOf(server) > work.attempt().epoch();
        }

        /** A port for each network, in their order: those that are there, and new ones. */
        private List<JsonNode> places(Optional<JsonNode> server) throws OpenStackException, InterruptedException {
            List<JsonNode> there = portsMade();
            String user = server.map(Volumes::idOf).orElse("");
            List<JsonNode> places = new ArrayList<>();
            for (int number = 0; number < input.networks().size(); number++) {
                String described = description(number);
                Optional<JsonNode> made = there.stream()
                        .filter(port -> port.path("description").asText().equals(described))
                        .filter(port -> port.path("device_id").asText().equals(user))
                        .findFirst();
                if (made.isPresent()) {
                    there.remove(made.get());
                    places.add(made.get());
                } else if (server.isPresent()) {
                    throw OpenStackException.of(
                            Kind.FAILED,
                            "instance " + user + " has lost its port for network " + number + ": it is made anew");
                } else {
                    places.add(ports.make(port(input.networks().get(number), described)));
                }
            }
            deleteUnused(there); // of twins
            return places;
        }

        /** The ports that attempts have made. */
        private List<JsonNode> portsMade() throws OpenStackException, InterruptedException {
            List<JsonNode> made = new ArrayList<>();
            for (int number = 0; number < input.networks().size(); number++) {
                made.addAll(ports.described(input.tenant().id(), description(number)));
            }
            return made;
        }

        /** Not those of instances: if an attempt that was taken for dead has just made one, it needs them to be deleted. */
        private void deleteUnused(List<JsonNode> left) throws OpenStackException, InterruptedException {
            List<JsonNode> unused = new ArrayList<>();
            for (JsonNode port : left) {
                String user = port.path("device_id").asText();
                if (user.isEmpty() || servers.find(user).isEmpty()) {
                    unused.add(port);
                }
            }
            ports.delete(unused);
        }

        private String description(int number) {
            return work.mark()
                    .describing(Optional.of(
                            "network " + number + " of " + input.instance().name()));
        }

        private Map<String, Object> port(InstanceNetwork place, String described) {
            Map<String, Object> fixed = new LinkedHashMap<>();
            fixed.put("subnet_id", place.subnet().id());
            place.ip().ifPresent(address -> fixed.put("ip_address", address));
            Map<String, Object> port = new LinkedHashMap<>();
            port.put("network_id", place.network().id());
            port.put("name", input.instance().name());
            port.put("description", described);
            port.put("fixed_ips", List.of(fixed));
            if (!input.securityGroups().isEmpty()) { // else Neutron takes the project's default group
                port.put(
                        "security_groups",
                        input.securityGroups().stream().map(group -> group.id()).toList());
            }
            return port;
        }

        private String begin(List<JsonNode> places) throws OpenStackException, InterruptedException {
            for (InstanceVolume disk : input.volumes()) {
                volumes.awaitFree(disk.volume().id());
            }
            work.attempt().progress(0.2, "its ports are there");
            Map<String, Object> server = new LinkedHashMap<>();
            server.put("name", input.instance().name());
            input.instance().description().ifPresent(words -> server.put("description", words));
            server.put("flavorRef", input.spec().id());
            server.put("imageRef", "");
            input.keypair().ifPresent(key -> server.put("key_name", key.name()));
            server.put(
                    "metadata",
                    Map.of(
                            Volumes.MARK,
                            work.mark().text(),
                            Servers.EPOCH,
                            Long.toString(work.attempt().epoch())));
            server.put(
                    "networks",
                    places.isEmpty()
                            ? "none"
                            : places.stream()
                                    .map(port -> Map.of("port", Volumes.idOf(port)))
                                    .toList());
            server.put("block_device_mapping_v2", disks());
            input.availabilityZone().ifPresent(zone -> server.put("availability_zone", zone.name()));
            input.hypervisor().ifPresent(host -> server.put("hypervisor_hostname", host.name()));
            input.instance().userData().ifPresent(written -> server.put("user_data", encoded(written)));
            return servers.make(server, input.hypervisor().isPresent());
        }

        private static String encoded(Secret userData) {
            return Base64.getEncoder().encodeToString(UserData.bytes(userData));
        }

        private List<Map<String, Object>> disks() {
            boolean said =
                    input.volumes().stream().anyMatch(disk -> disk.bootIndex().equals(Optional.of(0)));
            List<Map<String, Object>> disks = new ArrayList<>();
            for (InstanceVolume volume : input.volumes()) {
                Map<String, Object> disk = new LinkedHashMap<>();
                disk.put("uuid", volume.volume().id());
                disk.put("source_type", "volume");
                disk.put("destination_type", "volume");
                disk.put("delete_on_termination", false);
                disk.put("boot_index", volume.bootIndex().orElse(!said && disks.isEmpty() ? 0 : -1));
                volume.devicePath().ifPresent(path -> disk.put("device_name", path));
                disks.add(disk);
            }
            return disks;
        }

        /** Its addresses, those from outside first. */
        private List<String> leadThere(List<JsonNode> places) throws OpenStackException, InterruptedException {
            List<String> outside = new ArrayList<>();
            List<String> inside = new ArrayList<>();
            for (int number = 0; number < places.size(); number++) {
                JsonNode port = places.get(number);
                if (input.networks().get(number).floatingIp().isPresent()) {
                    String id = input.networks().get(number).floatingIp().get().id();
                    outside.add(ports.lead(id, Optional.of(Volumes.idOf(port))));
                }
                Ports.addressOf(port).ifPresent(inside::add);
            }
            outside.addAll(inside);
            return outside;
        }

        private String await(List<String> addresses) throws OpenStackException, InterruptedException {
            Optional<Diagnosis> diagnosis = input.instance().diagnosis();
            String at = addresses.isEmpty() ? "" : " at " + String.join(", ", addresses);
            if (diagnosis.isEmpty()) {
                return "it runs" + at;
            }
            if (!settings.diagnosing()) {
                return "it runs" + at + "; whether it serves is not asked on this node";
            }
            work.attempt().progress(0.7, "waiting until it serves");
            String how = new Diagnosing(work.cloud(), settings, input.instance(), diagnosis.get(), addresses).await();
            return "it serves" + at + ": " + how;
        }

        /** As far as the cloud lets us: the reason that counts is the first. */
        void undo(OpenStackException reason) throws InterruptedException {
            try {
                List<JsonNode> all = servers.named(input.instance().name(), work.mark());
                if (all.stream().anyMatch(this::isOfALaterAttempt)) {
                    return; // which goes on with it, and may have committed it
                }
                for (JsonNode server : all) {
                    servers.delete(Volumes.idOf(server));
                }
                deleteUnused(portsMade());
            } catch (OpenStackException left) {
                reason.addSuppressed(left);
            }
        }
    }
}
