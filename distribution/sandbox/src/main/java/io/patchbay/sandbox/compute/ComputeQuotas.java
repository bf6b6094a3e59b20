package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import java.util.List;

/** How many servers a project may have, and has. Used by who holds the cloud's lock. */
final class ComputeQuotas {
    private final Cloud cloud;
    private final Quotas quotas;

    ComputeQuotas(Cloud cloud, Quotas quotas) {
        this.cloud = cloud;
        this.quotas = quotas;
    }

    void add(Routes routes) {
        String one = "v2.1/os-quota-sets/{project}";
        routes.add("GET", one, (request, caller) -> shown(request, own(request), true))
                .add("GET", one + "/defaults", (request, caller) -> shown(request, "", true))
                .add("PUT", one, (request, caller) -> {
                    request.body("quota_set").properties().forEach(limit -> {
                        if (!Quotas.COMPUTE.containsKey(limit.getKey())
                                && !limit.getKey().equals("force")) {
                            throw Compute.bad("Invalid input for field/attribute quota_set. Value: "
                                    + request.body("quota_set") + ". Additional properties are not allowed ('"
                                    + limit.getKey() + "' was unexpected)");
                        }
                        if (Quotas.COMPUTE.containsKey(limit.getKey())) {
                            quotas.set(
                                    request.parameter("project"),
                                    limit.getKey(),
                                    limit.getValue().asInt());
                        }
                    });
                    return shown(request, own(request), false);
                })
                .add("DELETE", one, (request, caller) -> {
                    quotas.reset(request.parameter("project"), Quotas.COMPUTE);
                    return Answer.of(202);
                })
                .add("GET", "v2.1/limits", this::limits);
    }

    private static String own(Request request) {
        return request.parameter("project");
    }

    private Answer shown(Request request, String project, boolean named) {
        ObjectNode limits = Json.object();
        if (named) {
            limits.put("id", own(request));
        }
        Quotas.COMPUTE.keySet().forEach(name -> limits.put(name, quotas.limit(project, Quotas.COMPUTE, name)));
        return Answer.of(200, Json.object("quota_set", limits));
    }

    private Answer limits(Request request, Caller caller) {
        String project = caller.projectId();
        List<ObjectNode> own = cloud.table("servers").where("tenant_id", project);
        return Answer.of(
                200,
                Json.object(
                        "limits",
                        Json.object(
                                "rate",
                                Json.array(List.of()),
                                "absolute",
                                Json.object(
                                        "maxTotalInstances", quotas.limit(project, Quotas.COMPUTE, "instances"),
                                        "maxTotalCores", quotas.limit(project, Quotas.COMPUTE, "cores"),
                                        "maxTotalRAMSize", quotas.limit(project, Quotas.COMPUTE, "ram"),
                                        "maxTotalKeypairs", quotas.limit(project, Quotas.COMPUTE, "key_pairs"),
                                        "totalInstancesUsed", own.size(),
                                        "totalCoresUsed", sum(own, "vcpus"),
                                        "totalRAMUsed", sum(own, "ram")))));
    }

    private static long sum(List<ObjectNode> servers, String member) {
        return servers.stream()
                .mapToLong(server -> server.path("_flavor").path(member).asLong())
                .sum();
    }
}
