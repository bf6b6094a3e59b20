package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cloud that is recovered onto: a sandbox, or the one that {@code -Dcloud.name} names in the folder {@code -Dcloud.conf}, whose
 * pool {@code -Dcloud.pool} (fast) keeps its volumes in the folder {@code -Dcloud.pool-folder}. Confined to the test's thread.
 */
final class CloudSite implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final Pattern AUTH_URL = Pattern.compile("(auth_url:\\s*['\"]?)([^'\"\\s,}#]+)");

    private final String name;
    private final Path conf;
    private final Optional<Path> poolFolder;
    private final Optional<Process> sandbox;
    private final Clouds clouds;
    private final List<Path> before;
    private final Set<String> projects = new HashSet<>();
    private final Set<String> volumeFiles = new HashSet<>();

    private CloudSite(String name, Path conf, Optional<Path> poolFolder, Optional<Process> sandbox) throws IOException {
        this.name = name;
        this.conf = conf;
        this.poolFolder = poolFolder;
        this.sandbox = sandbox;
        this.clouds = new Clouds(conf, Limits.USUAL);
        this.before = poolFolder.isEmpty() ? List.of() : allFiles(poolFolder.get());
    }

    /** @param folder where a sandbox may keep its state */
    static CloudSite open(Path folder) throws IOException {
        String named = System.getProperty("cloud.name", "");
        if (named.isEmpty()) {
            Process sandbox = new ProcessBuilder(
                            HOME.resolve("bin/patchbay").toString(), "sandbox", "--dir", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            FirstLine.of(sandbox, line -> line.startsWith("ready "));
            return new CloudSite("sandbox", folder, Optional.of(folder.resolve("volumes/fast")), Optional.of(sandbox));
        }
        Optional<Path> pool = Optional.of(System.getProperty("cloud.pool-folder", ""))
                .filter(said -> !said.isEmpty())
                .map(Path::of);
        return new CloudSite(named, Path.of(System.getProperty("cloud.conf")), pool, Optional.empty());
    }

    String name() {
        return name;
    }

    /** The pool that volumes are taken from; its storage is called the same. */
    static String pool() {
        return System.getProperty("cloud.pool", "fast");
    }

    /** The network that leads out. */
    static String external() {
        return System.getProperty("cloud.external-network", "public");
    }

    /** Where the pool keeps its volumes; empty if that cannot be reached from here. */
    Optional<Path> poolFolder() {
        return poolFolder;
    }

    /** Writes a configuration in which the cloud is found behind a proxy. Only its owner can read the folder. */
    void describe(Path folder, HoldingProxy proxy) throws IOException {
        try (Stream<Path> files = Files.list(conf)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.equals("clouds.yaml") || fileName.equals("secure.yaml")) {
                    Matcher address = AUTH_URL.matcher(Files.readString(file));
                    Files.writeString(
                            folder.resolve(fileName),
                            address.replaceAll(
                                    found -> Matcher.quoteReplacement(found.group(1) + proxy.before(found.group(2)))));
                } else if (fileName.endsWith(".pem")) {
                    Files.copy(file, folder.resolve(fileName), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /**
     * How many there are of each kind that is called so itself, or that a project of that name holds, or held when this was asked before;
     * kinds without any are left out.
     */
    Map<String, Integer> inventory(String project) throws Exception {
        Session admin = clouds.cloud(name).admin();
        Map<String, Integer> found = new TreeMap<>();
        count(found, "flavor", named(admin.compute().list("/flavors/detail?is_public=None", "flavors"), project));
        count(found, "keypair", named(keypairs(admin), project));
        List<JsonNode> there = named(admin.identity().list("/projects", "projects"), project);
        count(found, "project", there);
        there.forEach(one -> projects.add(one.path("id").asText()));
        for (String id : projects) {
            for (String kind : List.of("network", "subnet", "router", "port", "floatingip", "security_group")) {
                // not asked for by project: Neutron gives one that it does not know a group
                String path = "/" + kind.replace('_', '-') + "s";
                count(
                        found,
                        kind,
                        admin.network().list(path, kind + "s").stream()
                                .filter(one -> one.path("project_id").asText().equals(id))
                                .toList());
            }
            String everybodys = "?all_tenants=1&project_id=" + id;
            count(found, "server", admin.compute().list("/servers" + everybodys, "servers"));
            List<JsonNode> volumes = admin.volume().list("/volumes" + everybodys, "volumes");
            count(found, "volume", volumes);
            volumes.forEach(one -> volumeFiles.add("volume-" + one.path("id").asText()));
        }
        count(found, "file", files());
        return found;
    }

    private static List<JsonNode> keypairs(Session admin) throws Exception {
        return admin.compute().list("/os-keypairs", "keypairs").stream()
                .map(one -> one.path("keypair"))
                .toList();
    }

    private static List<JsonNode> named(List<JsonNode> all, String name) {
        return all.stream()
                .filter(one -> one.path("name").asText().equals(name))
                .toList();
    }

    private static void count(Map<String, Integer> found, String kind, List<?> all) {
        if (!all.isEmpty()) {
            found.merge(kind, all.size(), Integer::sum);
        }
    }

    /** What has come into the pool's folder: copies, whole or not, what is kept of them, and volumes that were counted. */
    List<Path> files() throws IOException {
        return poolFolder.isEmpty()
                ? List.of()
                : allFiles(poolFolder.get()).stream()
                        .filter(file -> !before.contains(file))
                        .filter(file -> {
                            String called = file.getFileName().toString();
                            return called.startsWith("patchbay-") || volumeFiles.contains(called);
                        })
                        .toList();
    }

    private static List<Path> allFiles(Path pool) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : List.of(pool, pool.resolve(".patchbay"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(Files::isRegularFile).forEach(all::add);
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        clouds.close();
        sandbox.ifPresent(process -> process.destroyForcibly().onExit().join());
    }
}
