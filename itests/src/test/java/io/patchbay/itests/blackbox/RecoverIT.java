package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who carries a plan out in a terminal: by handlers that do nothing, and in a sandbox. */
class RecoverIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final String PLAN = "../examples/recovery/small.yaml";
    private static final Pattern HALF_DONE = Pattern.compile("running: ([5-9]|1\\d)/17");
    private static final Pattern UNDER_WAY = Pattern.compile("running: [1-9]");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void bringsEachInstanceBackAndReportsIt() throws Exception {
        NodeProcess.Finished finished = recover();

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(finished.output())
                .contains("by handlers that do nothing")
                .containsPattern("instance\\.web-1 +success")
                .containsPattern("instance\\.db-1 +success")
                .contains("within the objective of 30 min");
        JsonNode report = new ObjectMapper().readTree(Files.readAllBytes(onlyReport()));
        assertThat(report.path("result").asText()).isEqualTo("success");
        assertThat(report.path("instances")).hasSize(2);
    }

    @Test
    void undoesADrill() throws Exception {
        NodeProcess.Finished finished = recover("--drill");

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(finished.output()).contains("over; undone: 14 tasks");
        assertThat(folder.resolve("data/recovery/durations-noop.json"))
                .content()
                .contains("create.tenant", "delete.tenant");
    }

    @Test
    void comparesADrillWithOneWhoseJobIsDeleted() throws Exception {
        recover("--drill");
        Files.move(folder.resolve("data/zookeeper"), folder.resolve("forgotten"));

        NodeProcess.Finished finished = recover("--drill");

        assertThat(finished.output()).containsPattern("job recover-[0-9a-f]+-drill-noop-2\n");
        assertThat(reports()).hasSize(2).anySatisfy(report -> assertThat(Files.readString(report))
                .containsPattern("\"lastDrill\" : \"recover-[0-9a-f]+-drill-noop-1\""));
    }

    @Test
    void goesOnAfterItWasKilled() throws Exception {
        Path log = folder.resolve("killed.log");
        Process killed = new ProcessBuilder(command("--set", "io.patchbay.handlers.noop:delayMillis=1000"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> UNDER_WAY.matcher(Files.readString(log)).find());
        } finally {
            killed.destroyForcibly().waitFor();
        }

        NodeProcess.Finished finished = recover();

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(finished.output()).contains("goes on with job").containsPattern("instance\\.web-1 +success");
    }

    @Test
    void namesWhatEarlierJobsHoldOfWhatItShares() throws Exception {
        recover();
        Path plan = Files.writeString(
                folder.resolve("other.yaml"),
                "schema: 1\nname: other\ncluster: site-b\ntenants: [{id: shop, name: shop}, {id: new, name: new}]\n");

        NodeProcess.Finished finished = NodeProcess.command(
                "recover",
                plan.toString(),
                "--handlers",
                "noop",
                "--data",
                folder.resolve("data").toString());

        assertThat(finished.output())
                .containsPattern("tenant/shop/site-b: there, held by job recover-[0-9a-f]+-noop-1\n")
                .doesNotContain("tenant/new/site-b");
    }

    @Test
    void undoesADrillInTheSandboxToTheLastThing() throws Exception {
        NodeProcess.Finished finished = inSandbox("--drill");

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(finished.output())
                .contains("no cloud is named site-b: a sandbox stands in for it")
                .containsPattern("instance\\.web-1 +success")
                .contains("over; undone: 14 tasks");
        assertThat(SandboxState.in(folder.resolve("data/sandbox/cloud")).made()).isEmpty();
    }

    @Test
    void leavesAStorageAloneInTheSandboxWhoseFolderIsConfigured() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(conf.resolve("io.patchbay.volumes.json"), "{\"folder.nfs-b\": \"" + real + "\"}");

        NodeProcess.Finished finished = inSandbox("--conf", conf.toString());

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(real).isEmptyDirectory();
    }

    @Test
    void goesOnInTheSameSandboxAfterItWasKilled() throws Exception {
        Path log = folder.resolve("killed.log");
        Process killed = new ProcessBuilder(sandboxed("--set", "io.patchbay.volumes:maxBytesPerSecond=50000"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(PATIENCE)
                    .until(() -> HALF_DONE.matcher(Files.readString(log)).find());
        } finally {
            killed.destroyForcibly().waitFor();
        }

        NodeProcess.Finished finished = inSandbox();

        assertThat(finished.status()).as(finished.output()).isZero();
        assertThat(finished.output()).contains("goes on with job").containsPattern("instance\\.web-1 +success");
        SandboxState cloud = SandboxState.in(folder.resolve("data/sandbox/cloud"));
        assertThat(cloud.made())
                .containsExactlyInAnyOrder(
                        "projects shop",
                        "security-groups web",
                        "security-groups db",
                        "networks front",
                        "subnets front-v4",
                        "routers edge",
                        "floatingips 203.0.113.10",
                        "keypairs ops",
                        "flavors small",
                        "volumes web-disk",
                        "volumes db-disk",
                        "servers db-1",
                        "servers web-1");
        assertThat(filesBelow(folder.resolve("data/sandbox"), "cloud"))
                .noneSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .contains(cloud.password()));
    }

    private static List<Path> filesBelow(Path folder, String butIn) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve(butIn)))
                    .toList();
        }
    }

    private NodeProcess.Finished inSandbox(String... options) throws Exception {
        List<String> command = sandboxed(options);
        return NodeProcess.command(command.subList(1, command.size()).toArray(String[]::new));
    }

    private List<String> sandboxed(String... options) {
        return command(options).stream()
                .filter(word -> !word.equals("--handlers") && !word.equals("noop"))
                .toList();
    }

    private NodeProcess.Finished recover(String... options) throws Exception {
        List<String> command = command(options);
        return NodeProcess.command(command.subList(1, command.size()).toArray(String[]::new));
    }

    private List<String> command(String... options) {
        return Stream.concat(
                        Stream.of(
                                HOME.resolve("bin/patchbay").toString(),
                                "recover",
                                PLAN,
                                "--handlers",
                                "noop",
                                "--data",
                                folder.resolve("data").toString()),
                        Stream.of(options))
                .toList();
    }

    private Path onlyReport() throws IOException {
        return reports().get(0);
    }

    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("data/recovery/reports"))) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }
}
