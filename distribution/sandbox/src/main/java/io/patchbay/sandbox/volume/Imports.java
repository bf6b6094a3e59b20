package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of pools that become volumes: which there are, and taking one. Thread-safe; lists of files are made without the lock. */
final class Imports {
    private static final String PREFIX = "volume-";

    private final Cloud cloud;
    private final Pools pools;
    private final Volumes volumes;
    private final VolumeSteps steps;

    Imports(Cloud cloud, Pools pools, Volumes volumes, VolumeSteps steps) {
        this.cloud = cloud;
        this.pools = pools;
        this.volumes = volumes;
        this.steps = steps;
    }

    void add(Routes routes) {
        routes.addUnlocked("GET", "v3/{project}/scheduler-stats/get_pools", this::listPools)
                .add("POST", "v3/{project}/os-volume-manage", this::manage)
                .addUnlocked("GET", "v3/{project}/os-volume-manage", (request, caller) -> list(request, false))
                .addUnlocked("GET", "v3/{project}/os-volume-manage/detail", (request, caller) -> list(request, true))
                .add("POST", "v3/{project}/manageable_volumes", (request, caller) -> {
                    checkVersion(request);
                    return manage(request, caller);
                })
                .addUnlocked("GET", "v3/{project}/manageable_volumes", (request, caller) -> {
                    checkVersion(request);
                    return list(request, false);
                })
                .addUnlocked("GET", "v3/{project}/manageable_volumes/detail", (request, caller) -> {
                    checkVersion(request);
                    return list(request, true);
                });
    }

    private static void checkVersion(Request request) {
        if (Volume.VERSIONS.of(request) < 8) {
            throw new RefusalException(404, "The resource could not be found.");
        }
    }

    private Answer listPools(Request request, Caller caller) {
        boolean detail = request.asked("detail")
                .filter(text -> text.matches("(?i)1|true"))
                .isPresent();
        List<ObjectNode> listed = new ArrayList<>();
        try {
            for (String name : pools.names()) {
                ObjectNode pool = Json.object("name", Pools.host(name));
                if (detail) {
                    pool.set("capabilities", (JsonNode) pools.capabilities(name));
                }
                listed.add(pool);
            }
        } catch (IOException unreadable) {
            throw new RefusalException(
                    500, "The server has either erred or is incapable of performing the requested operation.");
        }
        return Answer.of(200, Json.object("pools", listed));
    }

    private Answer list(Request request, boolean detail) {
        String host = request.asked("host")
                .orElseThrow(() -> new RefusalException(400, "Invalid input received: Host field is missing."));
        String pool = pools.named(host)
                .orElseThrow(() ->
                        new RefusalException(404, "Service cinder-volume could not be found on host " + host + "."));
        List<ObjectNode> listed = new ArrayList<>();
        try {
            for (Path file : pools.files(pool)) {
                listed.add(entry(file, detail));
            }
        } catch (IOException unreadable) {
            throw new RefusalException(
                    500, "The server has either erred or is incapable of performing the requested operation.");
        }
        return Answer.of(200, Json.object("manageable-volumes", VolumePage.of(listed, request)));
    }

    private ObjectNode entry(Path file, boolean detail) throws IOException {
        String name = file.getFileName().toString();
        Optional<String> owner = volumeNamed(name);
        ObjectNode entry = Json.object(
                "reference", Json.object("source-name", name),
                "size", Pools.gibibytes(file),
                "safe_to_manage", owner.isEmpty());
        if (detail) {
            entry.put("reason_not_safe", owner.isPresent() ? "already managed" : null);
            entry.put("cinder_id", owner.orElse(null));
            entry.putNull("extra_info");
        }
        return entry;
    }

    /** The id of the volume whose file is called so. */
    private Optional<String> volumeNamed(String file) {
        return Optional.of(file)
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .filter(id -> cloud.locked(() -> volumes.table().find(id).isPresent()));
    }

    private Answer manage(Request request, Caller caller) {
        Volume.checkProject(request, caller);
        JsonNode asked = request.body("volume");
        for (String member : List.of("ref", "host")) {
            if (!asked.has(member)) {
                throw new RefusalException(
                        400,
                        "Invalid input for field/attribute volume. Value: " + asked + ". '" + member
                                + "' is a required property");
            }
        }
        String host = asked.path("host").asText();
        String pool = pools.named(host).orElseThrow(() -> unknownHost(host));
        String source = asked.path("ref").path("source-name").asText("");
        volumeNamed(source).ifPresent(id -> {
            throw new RefusalException(400, "Unable to manage existing volume. Volume " + source + " already managed.");
        });
        ObjectNode type = volumes.findType(asked)
                .orElseThrow(() -> new RefusalException(
                        400,
                        "Invalid volume type: Cannot find requested '"
                                + asked.path("volume_type").asText() + "' volume type"));
        volumes.charge(caller.projectId(), 0);
        ObjectNode volume = volumes.born(asked, caller, 0, type.path("name").asText(), request.fate());
        volume.put("bootable", String.valueOf(asked.path("bootable").asBoolean(false)));
        volume.put("os-vol-host-attr:host", host);
        volume.put("status", "managing");
        volume.put("_pool", pool);
        volume.put("_source", source);
        steps.begin(volume, VolumeSteps.MANAGE, request.fate());
        return volumes.accepted(volume, request);
    }

    private static RefusalException unknownHost(String host) {
        return new RefusalException(400, "Host '" + host + "' not found");
    }
}
