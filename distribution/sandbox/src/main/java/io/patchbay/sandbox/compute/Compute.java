package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Faults;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.Microversion;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.network.NetworkPorts;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import io.patchbay.sandbox.volume.Attachments;
import java.util.List;
import java.util.Map;

/** Nova, of classes for servers, flavors, keys and quotas. Thread-safe, as every service. */
public final class Compute extends Service {
    static final Microversion VERSIONS = new Microversion("compute", "x-openstack-nova-api-version", 2, 1, 93);
    static final String HOST = "sandbox";

    /** The kind of its only host. */
    static final String HYPERVISOR = "fake";

    static final int MOST_CORES = 1000;
    static final int MOST_RAM_MIB = 800_000;
    static final int MOST_DISK_GIB = 600_000;

    private final ServerSteps steps;
    private final Site site;

    /** The service, with its seeds if the cloud is empty. */
    public Compute(Cloud cloud, Tokens tokens, Quotas quotas, NetworkPorts ports, Attachments volumes, Site site) {
        super(cloud, tokens);
        this.site = site;
        Flavors flavors = new Flavors(cloud);
        if (site.flavors()) {
            cloud.change(flavors::seed);
        }
        ServerView view = new ServerView(ports);
        steps = new ServerSteps(cloud, ports, volumes, site);
        Servers servers = new Servers(cloud, view, steps);
        routes.addOpen(
                        "GET",
                        "",
                        (request, nobody) -> Answer.of(200, Json.object("versions", List.of(version(request)))))
                .addOpen("GET", "v2.1", (request, nobody) -> Answer.of(200, Json.object("version", version(request))))
                .add("GET", "v2.1/os-availability-zone", (request, caller) -> zones(false))
                .add("GET", "v2.1/os-availability-zone/detail", (request, caller) -> zones(true))
                .add("GET", "v2.1/os-hypervisors", (request, caller) -> hypervisors(false))
                .add("GET", "v2.1/os-hypervisors/detail", (request, caller) -> hypervisors(true))
                .add(
                        "GET",
                        "v2.1/extensions",
                        (request, caller) -> Answer.of(200, Json.object("extensions", List.of())));
        flavors.add(routes);
        new Keypairs(cloud, quotas).add(routes);
        servers.add(routes);
        new ServerCreation(cloud, quotas, flavors, ports, volumes, steps, site).add(routes);
        new ServerActions(cloud, servers, steps, ports).add(routes);
        new ServerVolumes(cloud, servers, steps, volumes).add(routes);
        new ServerInterfaces(servers, ports).add(routes);
        new ComputeQuotas(cloud, quotas).add(routes);
    }

    @Override
    public void resume() {
        steps.resume();
    }

    @Override
    protected Request refine(Request request) {
        VERSIONS.of(request);
        return request;
    }

    @Override
    protected Answer refusal(Request request, RefusalException refused) {
        return Faults.of(refused);
    }

    @Override
    protected Map<String, String> headers(Request request) {
        String version = VERSIONS.header(request);
        return Map.of(
                "x-openstack-request-id", request.id(),
                "x-compute-request-id", request.id(),
                "OpenStack-API-Version", version,
                "X-OpenStack-Nova-API-Version", version.substring(version.indexOf(' ') + 1),
                "Vary", "OpenStack-API-Version, X-OpenStack-Nova-API-Version");
    }

    private static JsonNode version(Request request) {
        return Json.object(
                "id", "v2.1",
                "status", "CURRENT",
                "version", VERSIONS.text(VERSIONS.most()),
                "min_version", VERSIONS.text(VERSIONS.least()),
                "updated", "2013-07-23T11:33:21Z",
                "links", List.of(Json.object("rel", "self", "href", request.origin() + "/compute/v2.1/")),
                "media-types",
                        List.of(Json.object(
                                "base",
                                "application/json",
                                "type",
                                "application/vnd.openstack.compute+json;version=2.1")));
    }

    private Answer zones(boolean detail) {
        Object hosts = detail
                ? Json.object(HOST, Json.object("nova-compute", Json.object("available", true, "active", true)))
                : null;
        return Answer.of(
                200,
                Json.object(
                        "availabilityZoneInfo",
                        site.zones().stream()
                                .map(zone -> Json.object(
                                        "zoneName", zone, "zoneState", Json.object("available", true), "hosts", hosts))
                                .toList()));
    }

    private Answer hypervisors(boolean detail) {
        JsonNode hypervisor = Json.object("id", 1, "hypervisor_hostname", HOST, "state", "up", "status", "enabled");
        if (detail) {
            hypervisor = Json.object(
                    "id",
                    1,
                    "hypervisor_hostname",
                    HOST,
                    "state",
                    "up",
                    "status",
                    "enabled",
                    "hypervisor_type",
                    HYPERVISOR,
                    "vcpus",
                    MOST_CORES,
                    "memory_mb",
                    MOST_RAM_MIB,
                    "local_gb",
                    MOST_DISK_GIB,
                    "running_vms",
                    cloud.table("servers").size());
        }
        return Answer.of(200, Json.object("hypervisors", List.of(hypervisor)));
    }

    /** A refusal of a name or id that the caller got wrong. */
    static RefusalException bad(String message) {
        return new RefusalException(400, message);
    }

    static RefusalException conflict(String message) {
        return new RefusalException(409, message);
    }

    static boolean owns(Caller caller, JsonNode server) {
        return server.path("tenant_id").asText().equals(caller.projectId());
    }
}
