package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Fate;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.network.NetworkPorts;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Site;
import io.patchbay.sandbox.volume.Attachments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a server by and by. What is under way is noted at the server, so that it goes on after a restart. Begun by who
 * holds the cloud's lock, and ended on the timer's thread.
 */
final class ServerSteps {
    static final String BUILD = "build";
    static final String STOP = "stop";
    static final String START = "start";
    static final String REBOOT = "reboot";
    static final String DELETE = "delete";

    private static final String STEP = "_step";
    private static final String FATE = "_fate";

    private final Cloud cloud;
    private final NetworkPorts ports;
    private final Attachments volumes;
    private final Site site;

    ServerSteps(Cloud cloud, NetworkPorts ports, Attachments volumes, Site site) {
        this.cloud = cloud;
        this.ports = ports;
        this.volumes = volumes;
        this.site = site;
    }

    void resume() {
        cloud.table("servers").where(server -> server.has(STEP)).forEach(this::schedule);
        cloud.table("servers").where(server -> !server.has(STEP)).forEach(this::resumeVolumes);
    }

    private void resumeVolumes(ObjectNode server) {
        String id = server.path("id").asText();
        server.path("_detaching").forEach(volume -> afterwards(() -> detached(id, volume.asText())));
        server.path("_volumes")
                .forEach(attached -> volumes.find(attached.path("id").asText())
                        .filter(volume -> volume.path("status").asText().equals("reserved"))
                        .ifPresent(volume -> afterwards(() -> volumes.attach(
                                volume, id, attached.path("device").asText()))));
    }

    void begin(ObjectNode server, String step, Fate fate) {
        server.put(STEP, step);
        server.put(FATE, fate.name());
        schedule(server);
    }

    /** Has a server be deleted, whatever it is doing. */
    void delete(ObjectNode server, Fate fate) {
        server.put("_task", "deleting");
        begin(server, DELETE, fate);
    }

    /** Has a volume be detached in a while. */
    void detach(ObjectNode server, String volume) {
        ArrayNode detaching = server.withArray("/_detaching");
        detaching.add(volume);
        volumes.find(volume).ifPresent(volumes::detaching);
        afterwards(() -> detached(server.path("id").asText(), volume));
    }

    /** Has a volume be attached in a while. */
    void attach(ObjectNode server, String volume, String device) {
        volumes.find(volume).ifPresent(volumes::reserve);
        afterwards(() -> volumes.find(volume)
                .ifPresent(found -> volumes.attach(found, server.path("id").asText(), device)));
    }

    private void afterwards(Runnable change) {
        cloud.afterSettling(() -> cloud.change(change));
    }

    private void schedule(ObjectNode server) {
        String id = server.path("id").asText();
        String step = server.path(STEP).asText();
        if (!server.path(FATE).asText().equals(Fate.STICKS.name())) {
            // a delete may overtake what was begun before
            afterwards(() -> cloud.table("servers")
                    .find(id)
                    .filter(found -> found.path(STEP).asText().equals(step))
                    .ifPresent(this::end));
        }
    }

    private void end(ObjectNode server) {
        String step = server.path(STEP).asText();
        boolean well = !server.path(FATE).asText().equals(Fate.FAILS.name());
        server.remove(STEP);
        server.remove(FATE);
        server.putNull("_task");
        server.put("updated", cloud.second());
        switch (step) {
            case BUILD -> build(server, well);
            case STOP -> turn(server, well, "SHUTOFF");
            case START, REBOOT -> turn(server, well, "ACTIVE");
            default -> remove(server, well);
        }
    }

    private void build(ObjectNode server, boolean well) {
        Optional<String> trouble = well ? unfit(server) : Optional.of("No valid host was found. ");
        if (trouble.isEmpty()) {
            trouble = plug(server);
        }
        if (trouble.isPresent()) {
            fail(server, trouble.get());
            return;
        }
        server.put("status", "ACTIVE");
        server.put("_host", Compute.HOST);
        server.put("_zone", site.zoneOf(server.path("_zone").asText()));
        server.put("_launched", cloud.microsecond());
        String id = server.path("id").asText();
        for (JsonNode attached : server.path("_volumes")) {
            volumes.find(attached.path("id").asText())
                    .ifPresent(volume ->
                            volumes.attach(volume, id, attached.path("device").asText()));
        }
    }

    /** Why no host takes it, if none does. */
    private Optional<String> unfit(JsonNode server) {
        JsonNode flavor = server.path("_flavor");
        boolean fits = flavor.path("vcpus").asInt() <= Compute.MOST_CORES
                && flavor.path("ram").asInt() <= Compute.MOST_RAM_MIB
                && (flavor.path("disk").asInt() <= Compute.MOST_DISK_GIB
                        || !server.path("_volumes").isEmpty());
        return fits
                        && isCapable(flavor.path("_specs"))
                        && site.hasZone(server.path("_zone").asText())
                ? Optional.empty()
                : Optional.of("No valid host was found. ");
    }

    /** Whether the host is what extra specs ask of it; those of other scopes are for others than the scheduler. */
    private static boolean isCapable(JsonNode specs) {
        for (Map.Entry<String, JsonNode> spec : specs.properties()) {
            List<String> scope = List.of(spec.getKey().split(":", -1));
            boolean asked = scope.size() == 1 || scope.get(0).equals("capabilities");
            boolean met = scope.get(scope.size() - 1).equals("hypervisor_type")
                    && spec.getValue().asText().equals(Compute.HYPERVISOR);
            if (asked && !met) {
                return false;
            }
        }
        return true;
    }

    /** Makes and plugs the ports; tells why not, if it cannot. */
    private Optional<String> plug(ObjectNode server) {
        String id = server.path("id").asText();
        List<String> groups = new ArrayList<>();
        server.path("_groups").forEach(group -> groups.add(group.asText()));
        for (JsonNode nic : server.path("_nics")) {
            Optional<ObjectNode> port = Json.text(nic, "port").flatMap(ports::find);
            if (port.isEmpty()) {
                try {
                    ObjectNode made = ports.create(
                            server.path("tenant_id").asText(),
                            nic.path("uuid").asText(),
                            Json.text(nic, "fixed_ip"),
                            groups);
                    ((ArrayNode) server.path("_ownPorts")).add(made.path("id"));
                    ports.reserve(made, id);
                    port = Optional.of(made);
                } catch (RefusalException refused) {
                    return Optional.of("Build of instance " + id + " aborted: " + refused.getMessage());
                }
            }
            port.ifPresent(ports::plug);
        }
        return Optional.empty();
    }

    private void fail(ObjectNode server, String message) {
        server.put("status", "ERROR");
        server.set("_fault", Json.object("code", 500, "created", cloud.second(), "message", message));
        releasePorts(server);
        server.path("_volumes")
                .forEach(attached -> volumes.find(attached.path("id").asText())
                        .filter(volume -> volume.path("status").asText().equals("reserved"))
                        .ifPresent(volume -> volumes.detach(attached.path("id").asText())));
    }

    private static void turn(ObjectNode server, boolean well, String status) {
        if (well) {
            server.put("status", status);
        } // else nothing is seen of it but that nothing changes
    }

    private void remove(ObjectNode server, boolean well) {
        if (!well) {
            server.put("status", "ERROR");
            return;
        }
        releasePorts(server);
        for (JsonNode attached : server.path("_volumes")) {
            String volume = attached.path("id").asText();
            if (attached.path("delete").asBoolean()) {
                volumes.delete(volume);
            } else {
                volumes.detach(volume);
            }
        }
        cloud.table("servers").remove(server.path("id").asText());
    }

    /** Takes the server's own ports away, and leaves the others. */
    private void releasePorts(ObjectNode server) {
        for (ObjectNode port : ports.of(server.path("id").asText())) {
            if (Json.contains(server.path("_ownPorts"), port.path("id").asText())) {
                ports.delete(port);
            } else {
                ports.release(port);
            }
        }
    }

    private void detached(String serverId, String volume) {
        volumes.detach(volume);
        cloud.table("servers").find(serverId).ifPresent(server -> {
            server.set("_volumes", without(server.path("_volumes"), volume));
            List<String> rest = new ArrayList<>();
            server.path("_detaching").forEach(other -> rest.add(other.asText()));
            rest.remove(volume);
            server.set("_detaching", Json.array(rest));
        });
    }

    private static ArrayNode without(JsonNode attached, String volume) {
        ArrayNode rest = Json.array(List.of());
        attached.forEach(other -> {
            if (!other.path("id").asText().equals(volume)) {
                rest.add(other);
            }
        });
        return rest;
    }
}
