package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.ServerProcess;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sandbox cloud in a process of its own, for one node. Confined to the benchmark's thread, apart from {@link #url} and {@link #protect}, for any
 * thread that learns of it after its start.
 */
final class SandboxCloud implements AutoCloseable {
    static final String NAME = "sandbox";
    static final String POOL = "fast";

    private static final int DISK_BYTES = 64 * 1024;
    private static final List<String> UNLIMITED =
            List.of("instances", "cores", "ram", "volumes", "gigabytes", "key_pairs");
    private static final List<String> KINDS = List.of(
            "project",
            "group",
            "rule",
            "network",
            "subnet",
            "router",
            "router port",
            "server port",
            "keypair",
            "flavor",
            "volume",
            "server");

    private final Path home;
    private final Path work;
    private Optional<ServerProcess> process = Optional.empty();

    /**
     * A cloud that is not started yet.
     *
     * @param home of the distribution
     * @param work a folder for it, and for the node's configuration
     */
    SandboxCloud(Path home, Path work) throws IOException {
        this.home = home;
        this.work = work;
        Files.createDirectories(conf());
        Files.createDirectories(source());
        Files.writeString(
                conf().resolve("io.patchbay.volumes.json"),
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "folder.protected",
                                source().toString(),
                                "folder." + POOL,
                                folder().resolve("volumes").resolve(POOL).toString())));
    }

    /** The configuration of a node that finds it. */
    Path conf() {
        return work.resolve("conf");
    }

    private Path source() {
        return work.resolve("protected");
    }

    private Path folder() {
        return work.resolve("cloud");
    }

    /** Starts it, unless it is there. */
    void start() throws IOException {
        if (process.isPresent()) {
            return;
        }
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/patchbay").toString(), "sandbox", "--dir", folder().toString()));
        UNLIMITED.forEach(quota -> command.addAll(List.of("--quota", quota + "=-1")));
        process = Optional.of(ServerProcess.start(work.resolve("sandbox.log"), command));
        Files.copy(folder().resolve("clouds.yaml"), conf().resolve("clouds.yaml"));
    }

    /** Where it serves, once it is started. */
    URI url() {
        return URI.create(process.orElseThrow().url());
    }

    /** The protected site has a disk of that name. */
    void protect(String disk) throws IOException {
        Files.write(source().resolve("volume-" + disk), new byte[DISK_BYTES]);
    }

    /** What it must have after a job, each once. */
    static List<String> thingsOf(String job) {
        return KINDS.stream().map(kind -> thing(kind, job)).toList();
    }

    private static String thing(String kind, String job) {
        return kind + " of " + job;
    }

    /** How often it has what. */
    Map<String, Integer> things() throws IOException, InterruptedException {
        try (Clouds clouds = new Clouds(conf(), Limits.USUAL)) {
            return things(clouds.cloud(NAME).admin());
        } catch (OpenStackException refused) {
            throw new IOException(refused);
        }
    }

    private static Map<String, Integer> things(Session admin) throws OpenStackException, InterruptedException {
        Map<String, Integer> things = new HashMap<>();
        count(things, "project", admin.identity().list("/projects", "projects"));
        List<JsonNode> groups = admin.network().list("/security-groups", "security_groups");
        count(things, "group", groups);
        for (JsonNode group : groups) {
            for (JsonNode rule : group.path("security_group_rules")) {
                if (rule.path("port_range_min").asInt() == 80) {
                    count(things, "rule", group.path("name").asText());
                }
            }
        }
        List<JsonNode> networks = admin.network().list("/networks", "networks");
        count(things, "network", networks);
        count(things, "subnet", admin.network().list("/subnets", "subnets"));
        count(things, "router", admin.network().list("/routers", "routers"));
        Map<String, String> names = new HashMap<>();
        networks.forEach(network ->
                names.put(network.path("id").asText(), network.path("name").asText()));
        for (JsonNode port : admin.network().list("/ports", "ports")) {
            boolean router = port.path("device_owner").asText().startsWith("network:");
            count(
                    things,
                    router ? "router port" : "server port",
                    names.get(port.path("network_id").asText()));
        }
        for (JsonNode keypair : admin.compute().list("/os-keypairs", "keypairs")) {
            count(things, "keypair", keypair.path("keypair").path("name").asText());
        }
        count(things, "flavor", admin.compute().list("/flavors?is_public=None", "flavors"));
        count(things, "volume", admin.volume().list("/volumes?all_tenants=1", "volumes"));
        count(things, "server", admin.compute().list("/servers?all_tenants=1", "servers"));
        return things;
    }

    private static void count(Map<String, Integer> things, String kind, List<JsonNode> all) {
        all.forEach(one -> count(things, kind, one.path("name").asText()));
    }

    /** Counts what bears a job's name; a router's ports and the like bear that of what they belong to. */
    private static void count(Map<String, Integer> things, String kind, String name) {
        if (name.startsWith(JobLoad.NAMES)) {
            things.merge(thing(kind, name), 1, Integer::sum);
        }
    }

    /** Leaves no passwords behind. */
    @Override
    public void close() throws IOException {
        if (process.isPresent()) {
            process.get().close();
            process = Optional.empty();
            Files.deleteIfExists(conf().resolve("clouds.yaml"));
            try (Stream<Path> files = Files.walk(folder())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
