package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.network.NetworkPorts;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import io.patchbay.sandbox.volume.Attachments;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks what a new server shall have, and begins to build it. Used by who holds the cloud's lock. */
final class ServerCreation {
    private final SecureRandom random = new SecureRandom();
    private final Cloud cloud;
    private final Quotas quotas;
    private final Flavors flavors;
    private final NetworkPorts ports;
    private final Attachments volumes;
    private final ServerSteps steps;
    private final Site site;

    ServerCreation(
            Cloud cloud,
            Quotas quotas,
            Flavors flavors,
            NetworkPorts ports,
            Attachments volumes,
            ServerSteps steps,
            Site site) {
        this.cloud = cloud;
        this.quotas = quotas;
        this.flavors = flavors;
        this.ports = ports;
        this.volumes = volumes;
        this.steps = steps;
        this.site = site;
    }

    void add(Routes routes) {
        routes.add("POST", "v2.1/servers", this::create);
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("server");
        int minor = Compute.VERSIONS.of(request);
        String name = Json.text(asked, "name").orElseThrow(() -> missing(asked, "name"));
        String flavorId = Json.text(asked, "flavorRef").orElseThrow(() -> missing(asked, "flavorRef"));
        if (minor >= 37 && !asked.has("networks")) {
            throw missing(asked, "networks");
        }
        ObjectNode flavor = flavors.find(flavorId.substring(flavorId.lastIndexOf('/') + 1))
                .orElseThrow(() -> Compute.bad("Flavor " + flavorId + " could not be found."));
        Json.text(asked, "key_name").ifPresent(key -> checkKey(caller, key));
        Servers.checkMetadata(asked.path("metadata"));
        if (asked.has("user_data")) {
            UserData.check(asked.path("user_data"));
        }
        Json.text(asked, "availability_zone").ifPresent(this::checkZone);
        Optional<String> image = image(asked);
        List<JsonNode> disks = disks(asked);
        checkBoot(image, disks);
        List<String> groups = groups(asked, caller);
        List<JsonNode> nics = nics(asked, caller, minor);
        charge(caller, flavor);

        String id = cloud.id();
        ObjectNode server = born(id, name, asked, caller, flavor, image, minor);
        ArrayNode attached = Json.array(List.of());
        disks.forEach(disk -> attached.add(attached(disk, caller, attached.size())));
        server.set("_volumes", attached);
        server.set("_nics", Json.array(nics));
        server.set("_groups", Json.array(groups));
        server.set("_ownPorts", Json.array(List.of()));
        nics.forEach(nic -> Json.text(nic, "port").flatMap(ports::find).ifPresent(port -> ports.reserve(port, id)));
        cloud.table("servers").put(id, server);
        steps.begin(server, ServerSteps.BUILD, request.fate());
        return new Answer(
                202,
                Optional.of(Json.object(
                        "server",
                        Json.object(
                                "id", id,
                                "links", ServerView.links(server, request),
                                "OS-DCF:diskConfig", "MANUAL",
                                "security_groups", groupsShown(asked),
                                "adminPass", text(6)))),
                Map.of("Location", request.origin() + "/compute/v2.1/servers/" + id));
    }

    private ObjectNode born(
            String id,
            String name,
            JsonNode asked,
            Caller caller,
            ObjectNode flavor,
            Optional<String> image,
            int minor) {
        return Json.object(
                "id", id,
                "name", name,
                "status", "BUILD",
                "tenant_id", caller.projectId(),
                "user_id", caller.user(),
                "metadata", asked.path("metadata").isObject() ? asked.path("metadata") : Json.object(),
                "created", cloud.second(),
                "updated", cloud.second(),
                "key_name", Json.text(asked, "key_name").orElse(null),
                "_image", image.orElse(""),
                "_flavor", flavor.deepCopy(),
                "_zone", Json.text(asked, "availability_zone").orElse(""),
                "_launched", null,
                "_host", null,
                "_instance", "instance-" + text(4),
                "_hostname", name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-"),
                "_reservation", "r-" + text(4),
                "_userData", Json.text(asked, "user_data").orElse(null),
                "_task", "scheduling",
                "_description", Json.text(asked, "description").orElse(null),
                "_tags", minor >= 52 && asked.path("tags").isArray() ? asked.path("tags") : Json.array(List.of()));
    }

    private static JsonNode groupsShown(JsonNode asked) {
        ArrayNode shown = Json.array(List.of());
        asked.path("security_groups").forEach(group -> shown.add(Json.object("name", group.path("name"))));
        return shown.isEmpty() ? shown.add(Json.object("name", "default")) : shown;
    }

    private void checkZone(String zone) {
        if (!site.hasZone(zone)) {
            throw Compute.bad("The requested availability zone is not available");
        }
    }

    private void checkKey(Caller caller, String key) {
        if (cloud.table("keypairs").find(caller.user() + "/" + key).isEmpty()) {
            throw Compute.bad("Invalid key_name provided.");
        }
    }

    private Optional<String> image(JsonNode asked) {
        Optional<String> image = Json.text(asked, "imageRef");
        image.ifPresent(id -> {
            if (cloud.table("images").find(id).isEmpty()) {
                throw Compute.bad("Image " + id + " could not be found.");
            }
        });
        return image;
    }

    private static List<JsonNode> disks(JsonNode asked) {
        List<JsonNode> disks = new ArrayList<>();
        asked.path("block_device_mapping_v2").forEach(disk -> {
            if (!disk.path("destination_type").asText("volume").equals("local")) {
                disks.add(disk);
            }
        });
        disks.sort(
                java.util.Comparator.comparing(disk -> disk.path("boot_index").asInt(-1) < 0
                        ? Integer.MAX_VALUE
                        : disk.path("boot_index").asInt()));
        return disks;
    }

    private void checkBoot(Optional<String> image, List<JsonNode> disks) {
        boolean bootDisk = disks.stream()
                .anyMatch(disk ->
                        Json.has(disk, "boot_index") && disk.path("boot_index").asInt() == 0);
        if (image.isEmpty() && !bootDisk) {
            throw Compute.bad(
                    disks.isEmpty()
                            ? "Invalid imageRef provided."
                            : "Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.");
        }
        for (JsonNode disk : disks) {
            String source = disk.path("source_type").asText();
            String id = disk.path("uuid").asText();
            if (source.equals("volume")) {
                checkVolume(id, disk.path("boot_index").asInt(-1) == 0);
            } else if (source.equals("image") && cloud.table("images").find(id).isEmpty()) {
                throw Compute.bad("Block Device Mapping is Invalid: failed to get image " + id + ".");
            }
        }
    }

    private void checkVolume(String id, boolean boot) {
        ObjectNode volume = volumes.find(id)
                .orElseThrow(() -> Compute.bad("Block Device Mapping is Invalid: failed to get volume " + id + "."));
        String status = volume.path("status").asText();
        if (!status.equals("available")) {
            throw Compute.bad("Invalid volume: volume '" + id + "' status must be 'available'. Currently in '" + status
                    + "' status.");
        }
        if (boot && !volume.path("bootable").asText().equals("true")) {
            throw Compute.bad("Block Device " + id + " is not bootable.");
        }
    }

    private List<String> groups(JsonNode asked, Caller caller) {
        List<String> ids = new ArrayList<>();
        asked.path("security_groups").forEach(group -> {
            String name = group.path("name").asText();
            ids.add(ports.group(caller.projectId(), name)
                    .orElseThrow(() -> Compute.bad("Unable to find security_group with name or id '" + name + "'")));
        });
        return ids;
    }

    private List<JsonNode> nics(JsonNode asked, Caller caller, int minor) {
        JsonNode networks = asked.path("networks");
        if (networks.isTextual()) {
            String word = networks.asText();
            if (minor < 37 || !List.of("none", "auto").contains(word)) {
                throw Compute.bad("Invalid input for field/attribute networks. Value: " + word + ". '" + word
                        + "' is not of type 'array'");
            }
            return word.equals("none") ? List.of() : automatic(caller);
        }
        if (networks.isEmpty()) {
            return automatic(caller);
        }
        List<JsonNode> nics = new ArrayList<>();
        for (JsonNode nic : networks) {
            Optional<String> port = Json.text(nic, "port");
            if (port.isPresent()) {
                checkPort(port.get());
            } else {
                checkNetwork(nic.path("uuid").asText());
            }
            nics.add(nic);
        }
        return nics;
    }

    private void checkPort(String id) {
        ObjectNode port = ports.find(id).orElseThrow(() -> Compute.bad("Port id " + id + " could not be found."));
        if (!port.path("device_id").asText().isEmpty()) {
            throw Compute.conflict("Port " + id + " is still in use.");
        }
        if (port.path("fixed_ips").isEmpty()) {
            throw Compute.bad("Port " + id + " requires a FixedIP in order to be used.");
        }
    }

    private void checkNetwork(String id) {
        if (ports.network(id).isEmpty()) {
            throw Compute.bad("Network " + id + " could not be found.");
        }
        if (!ports.hasSubnets(id)) {
            throw Compute.bad("Network " + id + " requires a subnet in order to boot instances on.");
        }
    }

    private List<JsonNode> automatic(Caller caller) {
        List<ObjectNode> own = ports.networksOf(caller.projectId()).stream()
                .filter(network -> ports.hasSubnets(network.path("id").asText())
                        && !network.path("router:external").asBoolean())
                .toList();
        if (own.size() > 1) {
            throw Compute.conflict("Multiple possible networks found, use a Network ID to be more specific.");
        }
        return own.stream()
                .map(network -> (JsonNode) Json.object("uuid", network.path("id")))
                .toList();
    }

    private void charge(Caller caller, ObjectNode flavor) {
        String project = caller.projectId();
        List<ObjectNode> own = cloud.table("servers").where("tenant_id", project);
        long cores = own.stream()
                .mapToLong(server -> server.path("_flavor").path("vcpus").asLong())
                .sum();
        long ram = own.stream()
                .mapToLong(server -> server.path("_flavor").path("ram").asLong())
                .sum();
        charge(project, "instances", own.size(), 1);
        charge(project, "cores", cores, flavor.path("vcpus").asLong());
        charge(project, "ram", ram, flavor.path("ram").asLong());
    }

    private void charge(String project, String name, long used, long more) {
        if (quotas.exceeded(project, Quotas.COMPUTE, name, used, more)) {
            throw new RefusalException(
                    403,
                    "Quota exceeded for " + name + ": Requested " + more + ", but already used " + used + " of "
                            + quotas.limit(project, Quotas.COMPUTE, name) + " " + name);
        }
    }

    private ObjectNode attached(JsonNode disk, Caller caller, int index) {
        String source = disk.path("source_type").asText();
        ObjectNode volume = source.equals("volume")
                ? volumes.find(disk.path("uuid").asText()).orElseThrow()
                : volumes.create(
                        caller,
                        Math.max(1, disk.path("volume_size").asLong(1)),
                        source.equals("image") ? Optional.of(disk.path("uuid").asText()) : Optional.empty());
        if (source.equals("volume")) {
            volumes.reserve(volume);
        }
        return Json.object(
                "id", volume.path("id"),
                "device", "/dev/vd" + (char) ('a' + index),
                "delete", disk.path("delete_on_termination").asBoolean(false),
                "attachment", cloud.id(),
                "tag", Json.text(disk, "tag").orElse(null));
    }

    private static RefusalException missing(JsonNode asked, String member) {
        return Compute.bad("Invalid input for field/attribute server. Value: " + asked + ". '" + member
                + "' is a required property");
    }

    private String text(int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
