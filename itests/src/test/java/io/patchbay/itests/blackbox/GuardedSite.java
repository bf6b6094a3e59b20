package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A site of its own for a plan in which an instance has user data, and whoever looks for that data elsewhere. Confined to the test's thread. */
final class GuardedSite implements AutoCloseable {
    private static final String NAME = "site-c";
    private static final Microversion WITH_USER_DATA = Microversion.of("2.3");
    private static final String PASSWORD = "correct horse battery staple";
    private static final String USER_DATA = "#cloud-config\npassword: \"" + PASSWORD + "\"\n";

    private static final String READY = "# a node that carries the plan out here: patchbay run --conf ";

    private final String plan;
    private final Process sandbox;
    private final Path conf;

    private GuardedSite(String plan, Process sandbox, Path conf) {
        this.plan = plan;
        this.sandbox = sandbox;
        this.conf = conf;
    }

    /**
     * Starts {@code patchbay sandbox}.
     *
     * @param small a plan that ends with an instance
     * @param folder where the sandbox keeps its own
     */
    static GuardedSite open(Path small, Path folder) throws IOException {
        String plan = Files.readString(small).replace("cluster: site-b", "cluster: " + NAME) + "    user_data: |\n"
                + USER_DATA.indent(6);
        Path file = Files.writeString(Files.createDirectories(folder).resolve("guarded.yaml"), plan);
        Process sandbox = new ProcessBuilder(
                        Path.of(System.getProperty("patchbay.home"), "bin/patchbay")
                                .toString(),
                        "sandbox",
                        "--plan",
                        file.toString(),
                        "--dir",
                        folder.resolve("cloud").toString())
                .redirectError(folder.resolve("sandbox.log").toFile())
                .start();
        BufferedReader printed = sandbox.inputReader();
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(READY)) {
                return new GuardedSite(plan, sandbox, Path.of(line.substring(READY.length())));
            }
        }
        throw new AssertionError("the sandbox ended: " + Files.readString(folder.resolve("sandbox.log")));
    }

    String plan() {
        return plan;
    }

    /** For the {@code --conf} of a node. */
    Path conf() {
        return conf;
    }

    /** What the cloud tells an instance of that name. */
    Optional<String> toldTo(String instance) throws OpenStackException, InterruptedException {
        try (Clouds clouds = new Clouds(conf, Limits.USUAL)) {
            for (JsonNode server : clouds.cloud(NAME)
                    .admin()
                    .compute()
                    .at(WITH_USER_DATA, WITH_USER_DATA)
                    .list(Service.path("/servers/detail", "all_tenants", "1"), "servers")) {
                if (server.path("name").asText().equals(instance)) {
                    String told = server.path("OS-EXT-SRV-ATTR:user_data").asText();
                    return Optional.of(new String(Base64.getDecoder().decode(told), StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }

    static String userData() {
        return USER_DATA;
    }

    /** Whether a text gives it away, as it is or as Nova is told it. */
    static boolean isIn(String text) {
        String encoded = Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8));
        return text.contains(PASSWORD) || text.contains(encoded.substring(0, encoded.length() - 4));
    }

    /** The files below a folder that give it away. */
    static List<Path> filesThatHaveIt(Path folder) throws IOException {
        List<Path> telling = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (isIn(Files.readString(file, StandardCharsets.ISO_8859_1))) {
                    telling.add(file);
                }
            }
        }
        return telling;
    }

    @Override
    public void close() {
        sandbox.destroy();
    }
}
