package io.patchbay.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import io.patchbay.support.openstack.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of a cloud that people have filled by hand, for tests of what is captured of it. Confined to one thread. */
final class LivingProject {
    private static final Microversion COMPUTE = Microversion.of("2.79");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Cloud cloud;
    private final String name;
    private final String id;
    private final Session session;

    private LivingProject(Cloud cloud, String name, String id) {
        this.cloud = cloud;
        this.name = name;
        this.id = id;
        this.session = cloud.project(id);
    }

    /** An empty one, into which the cloud's user is let. */
    static LivingProject make(Cloud cloud, String name) throws OpenStackException, InterruptedException {
        Session admin = cloud.admin();
        String id = admin.identity()
                .post("/projects", Map.of("project", Map.of("name", name, "domain_id", admin.domainId())))
                .path("project")
                .path("id")
                .asText();
        String role = admin.identity()
                .list(Service.path("/roles", "name", "admin"), "roles")
                .get(0)
                .path("id")
                .asText();
        admin.identity().put(Service.path("/projects/{}/users/{}/roles/{}", id, admin.userId(), role));
        return new LivingProject(cloud, name, id);
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    Service neutron() {
        return session.network();
    }

    Service nova() throws OpenStackException, InterruptedException {
        return session.compute().at(COMPUTE, COMPUTE);
    }

    Service cinder() {
        return session.volume();
    }

    /** Makes something of Neutron's; gives its id. */
    String net(String kind, Map<String, ?> fields) throws OpenStackException, InterruptedException {
        Map<String, Object> body = new HashMap<>(fields);
        body.putIfAbsent("project_id", id);
        return neutron()
                .post("/" + kind.replace('_', '-') + "s", Map.of(kind, body))
                .path(kind)
                .path("id")
                .asText();
    }

    /** A network with one subnet; gives the ids of both. */
    List<String> network(String called, String cidr) throws OpenStackException, InterruptedException {
        String network = net("network", Map.of("name", called));
        return List.of(
                network, net("subnet", Map.of("name", called, "network_id", network, "cidr", cidr, "ip_version", 4)));
    }

    String groupNamed(String called) throws OpenStackException, InterruptedException {
        return neutron()
                .list(Service.path("/security-groups", "project_id", id, "name", called), "security_groups")
                .get(0)
                .path("id")
                .asText();
    }

    String volume(Map<String, ?> fields) throws OpenStackException, InterruptedException {
        Map<String, Object> body = new HashMap<>(fields);
        body.putIfAbsent("size", 1);
        String volume = cinder().post("/volumes", Map.of("volume", body))
                .path("volume")
                .path("id")
                .asText();
        await("/volumes/" + volume, cinder(), "volume", "available");
        return volume;
    }

    String bootable(String called) throws OpenStackException, InterruptedException {
        String volume = volume(Map.of("name", called));
        cinder().post(Service.path("/volumes/{}/action", volume), Map.of("os-set_bootable", Map.of("bootable", true)));
        return volume;
    }

    String flavor(String called) throws OpenStackException, InterruptedException {
        return nova().post("/flavors", Map.of("flavor", Map.of("name", called, "vcpus", 1, "ram", 64, "disk", 0)))
                .path("flavor")
                .path("id")
                .asText();
    }

    /**
     * An instance that starts from a volume.
     *
     * @param ports which are made before
     * @param more fields besides
     */
    String server(String called, String flavor, String volume, List<String> ports, Map<String, ?> more)
            throws OpenStackException, InterruptedException {
        Map<String, Object> body = new HashMap<>(Map.of("name", called, "flavorRef", flavor, "imageRef", ""));
        body.put(
                "networks",
                ports.isEmpty()
                        ? "none"
                        : ports.stream().map(port -> Map.of("port", port)).toList());
        body.put(
                "block_device_mapping_v2",
                List.of(Map.of(
                        "uuid", volume, "source_type", "volume", "destination_type", "volume", "boot_index", 0)));
        body.putAll(more);
        String server = nova().post("/servers", Map.of("server", body))
                .path("server")
                .path("id")
                .asText();
        await("/servers/" + server, nova(), "server", "ACTIVE");
        return server;
    }

    /** An instance that starts from an image. */
    String imaged(String called, String flavor, String image) throws OpenStackException, InterruptedException {
        return nova().post(
                        "/servers",
                        Map.of(
                                "server",
                                Map.of("name", called, "flavorRef", flavor, "imageRef", image, "networks", "none")))
                .path("server")
                .path("id")
                .asText();
    }

    void stop(String server) throws OpenStackException, InterruptedException {
        nova().post(Service.path("/servers/{}/action", server), Map.of("os-stop", Map.of()));
        await("/servers/" + server, nova(), "server", "SHUTOFF");
    }

    private void await(String path, Service service, String member, String wanted)
            throws OpenStackException, InterruptedException {
        List<String> seen = new ArrayList<>();
        cloud.waiting().until(path + " to be " + wanted, PATIENCE, () -> {
            JsonNode found = service.get(path).path(member);
            seen.add(found.path("status").asText());
            return seen.get(seen.size() - 1).equals(wanted) ? Optional.of(found) : Optional.empty();
        });
    }
}
