package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator who carries a plan out in a terminal, by handlers that do nothing. */
class RecoverIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final String PLAN = "../examples/recovery/small.yaml";
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
