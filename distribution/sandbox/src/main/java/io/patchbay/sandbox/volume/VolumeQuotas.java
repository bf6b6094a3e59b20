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
import io.patchbay.sandbox.state.Quotas;

/** How much of volumes a project may have, and has. Used by who holds the cloud's lock. */
final class VolumeQuotas {
    private final Cloud cloud;
    private final Quotas quotas;

    VolumeQuotas(Cloud cloud, Quotas quotas) {
        this.cloud = cloud;
        this.quotas = quotas;
    }

    void add(Routes routes) {
        String one = "v3/{project}/os-quota-sets/{id}";
        routes.add("GET", one, (request, caller) -> shown(request, own(request), true))
                .add("GET", one + "/defaults", (request, caller) -> shown(request, "", true))
                .add("PUT", one, (request, caller) -> {
                    request.body("quota_set").properties().forEach(limit -> {
                        if (!Quotas.VOLUME.containsKey(limit.getKey())) {
                            throw new RefusalException(
                                    400, "Invalid input received: Bad key(s) in quota set: " + limit.getKey());
                        } else {
                            quotas.set(
                                    request.parameter("id"),
                                    limit.getKey(),
                                    limit.getValue().asInt());
                        }
                    });
                    return shown(request, own(request), false);
                })
                .add("DELETE", one, (request, caller) -> {
                    quotas.reset(request.parameter("id"), Quotas.VOLUME);
                    return Answer.of(200);
                })
                .add("GET", "v3/{project}/limits", this::limits);
    }

    private static String own(Request request) {
        return request.parameter("id");
    }

    private Answer shown(Request request, String project, boolean named) {
        boolean usage = request.asked("usage")
                .filter(text -> text.matches("(?i)1|true"))
                .isPresent();
        ObjectNode limits = Json.object();
        if (named) {
            limits.put("id", own(request));
        }
        Quotas.VOLUME.keySet().forEach(name -> {
            int limit = quotas.limit(project, Quotas.VOLUME, name);
            JsonNode shown = usage
                    ? Json.object("limit", limit, "in_use", used(project, name), "reserved", 0)
                    : Json.object("n", limit).path("n");
            limits.set(name, shown);
        });
        return Answer.of(200, Json.object("quota_set", limits));
    }

    private long used(String project, String name) {
        return switch (name) {
            case "volumes" -> cloud.table("volumes").count(volume -> Volumes.owns(project, volume));
            case "gigabytes" -> cloud.table("volumes").where(volume -> Volumes.owns(project, volume)).stream()
                    .mapToLong(volume -> volume.path("size").asLong())
                    .sum();
            case "snapshots" -> cloud.table("snapshots")
                    .count(row -> row.path("os-extended-snapshot-attributes:project_id")
                            .asText()
                            .equals(project));
            default -> 0;
        };
    }

    private Answer limits(Request request, Caller caller) {
        String project = caller.projectId();
        return Answer.of(
                200,
                Json.object(
                        "limits",
                        Json.object(
                                "rate",
                                Json.array(java.util.List.of()),
                                "absolute",
                                Json.object(
                                        "totalVolumesUsed", used(project, "volumes"),
                                        "maxTotalVolumes", quotas.limit(project, Quotas.VOLUME, "volumes"),
                                        "totalGigabytesUsed", used(project, "gigabytes"),
                                        "maxTotalVolumeGigabytes", quotas.limit(project, Quotas.VOLUME, "gigabytes"),
                                        "totalSnapshotsUsed", used(project, "snapshots"),
                                        "maxTotalSnapshots", quotas.limit(project, Quotas.VOLUME, "snapshots"),
                                        "totalBackupsUsed", 0,
                                        "maxTotalBackups", quotas.limit(project, Quotas.VOLUME, "backups"),
                                        "totalBackupGigabytesUsed", 0,
                                        "maxTotalBackupGigabytes",
                                                quotas.limit(project, Quotas.VOLUME, "backup_gigabytes")))));
    }
}
