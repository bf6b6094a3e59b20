package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Table;
import java.util.List;

/** The tables of the network, and what every resource in them has. Used by who holds the cloud's lock. */
final class NetworkState {
    private final Cloud cloud;
    private final Quotas quotas;

    NetworkState(Cloud cloud, Quotas quotas) {
        this.cloud = cloud;
        this.quotas = quotas;
    }

    Cloud cloud() {
        return cloud;
    }

    Table networks() {
        return cloud.table("networks");
    }

    Table subnets() {
        return cloud.table("subnets");
    }

    Table ports() {
        return cloud.table("ports");
    }

    Table routers() {
        return cloud.table("routers");
    }

    Table floatingIps() {
        return cloud.table("floatingips");
    }

    Table groups() {
        return cloud.table("security-groups");
    }

    Table rules() {
        return cloud.table("security-group-rules");
    }

    /** What a resource is born with, of whatever kind. */
    ObjectNode born(JsonNode asked, String project) {
        String now = cloud.second();
        return Json.object(
                "id",
                cloud.id(),
                "name",
                asked.path("name").asText(""),
                "tenant_id",
                project,
                "project_id",
                project,
                "description",
                asked.path("description").asText(""),
                "tags",
                List.of(),
                "created_at",
                now,
                "updated_at",
                now,
                "revision_number",
                1);
    }

    /** Notes that a resource was changed. */
    void changed(ObjectNode row) {
        row.put("revision_number", row.path("revision_number").asInt() + 1);
        row.put("updated_at", cloud.second());
    }

    /** @throws RefusalException if a project has as many as it may have */
    void charge(String project, String name, Table table) {
        int used = table.count(row -> row.path("project_id").asText().equals(project));
        if (quotas.exceeded(project, Quotas.NETWORK, name, used, 1)) {
            throw new RefusalException(409, "OverQuota", "Quota exceeded for resources: ['" + name + "'].");
        }
    }

    ObjectNode network(String id) {
        return networks()
                .find(id)
                .orElseThrow(
                        () -> new RefusalException(404, "NetworkNotFound", "Network " + id + " could not be found."));
    }

    ObjectNode subnet(String id) {
        return subnets()
                .find(id)
                .orElseThrow(
                        () -> new RefusalException(404, "SubnetNotFound", "Subnet " + id + " could not be found."));
    }

    ObjectNode port(String id) {
        return ports().find(id)
                .orElseThrow(() -> new RefusalException(404, "PortNotFound", "Port " + id + " could not be found."));
    }

    ObjectNode router(String id) {
        return routers()
                .find(id)
                .orElseThrow(() -> new RefusalException(404, "RouterNotFound", "Router " + id + " could not be found"));
    }

    ObjectNode group(String id) {
        return groups().find(id)
                .orElseThrow(() ->
                        new RefusalException(404, "SecurityGroupNotFound", "Security group " + id + " does not exist"));
    }

    /** Subnets of a network, in the order they were made. */
    List<ObjectNode> subnetsOf(String network) {
        return subnets().where("network_id", network);
    }

    /** Ports that have an address of a subnet. */
    List<ObjectNode> portsOn(String subnet) {
        return ports().where(port -> {
            for (JsonNode fixed : port.path("fixed_ips")) {
                if (fixed.path("subnet_id").asText().equals(subnet)) {
                    return true;
                }
            }
            return false;
        });
    }

    String projectNamed(String name) {
        return cloud.table("projects").where("name", name).get(0).path("id").asText();
    }

    static RefusalException bad(String message) {
        return new RefusalException(400, "HTTPBadRequest", message);
    }

    static RefusalException invalid(String message) {
        return new RefusalException(400, "InvalidInput", "Invalid input for operation: " + message);
    }
}
