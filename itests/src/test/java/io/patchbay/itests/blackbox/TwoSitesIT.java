package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that lives at one site is captured, recovered at another, and captured there. Both are sandboxes. */
class TwoSitesIT {
    private static final Path EXAMPLE = Path.of("../examples/recovery/two-sites.yaml");
    private static final String POOL = "fast";

    @TempDir
    private static Path folder;

    private static Sandbox here;
    private static Sandbox there;
    private static NodeProcess.Finished capturedHere;
    private static NodeProcess.Finished capturedThere;

    @BeforeAll
    static void captureRecoverAndCapture() throws Exception {
        here = Sandbox.start(SandboxOptions.DEFAULTS);
        there = Sandbox.start(SandboxOptions.DEFAULTS);
        Path conf = Files.createDirectory(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("clouds.yaml"),
                here.cloudsYaml("site-a") + there.cloudsYaml("site-b").replace("clouds:\n", ""));
        Path seeds = Files.createDirectory(folder.resolve("seeds"));
        Files.write(
                conf.resolve("io.patchbay.volumes.json"),
                new ObjectMapper()
                        .writeValueAsBytes(Map.of(
                                "folder.seeds", seeds.toString(),
                                "folder.site-a-fast", here.poolFolder(POOL).toString(),
                                "folder.site-b-fast", there.poolFolder(POOL).toString())));
        recover(living(seeds), "first");
        capturedHere = capture("site-a", "site-b");
        recover(folder.resolve("site-a.yaml"), "second");
        capturedThere = capture("site-b", "site-a");
    }

    @AfterAll
    static void stop() {
        if (there != null) {
            there.close();
        }
        if (here != null) {
            here.close();
        }
    }

    @Test
    void aLivingProjectIsCapturedAsItWasPlanned() throws Exception {
        assertThat(PlanShape.of(folder.resolve("site-a.yaml"))).isEqualTo(PlanShape.of(EXAMPLE));
    }

    @Test
    void nothingIsMissingAtTheOtherSiteAndNothingElseIsThere() throws Exception {
        assertThat(PlanShape.of(folder.resolve("site-b.yaml"))).isEqualTo(PlanShape.of(folder.resolve("site-a.yaml")));
        assertThat(capturedHere.output()).doesNotContain("warning");
        assertThat(capturedThere.output()).doesNotContain("warning");
    }

    @Test
    void volumesAreTheSameOctets() throws Exception {
        assertThat(contents(there)).isEqualTo(contents(here)).hasSize(4);
    }

    /** The plan that makes the example's project live here, with guests that answer nobody. */
    private static Path living(Path seeds) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(EXAMPLE)) {
            if (!line.contains("diagnosis:")) {
                lines.add(line.replaceAll("source_storage: .*", "source_storage: {name: seeds, type: file}")
                        .replace("site-b", "site-a"));
            }
        }
        for (String volume : List.of("db-data", "db-disk", "web-disk", "web-2-disk")) {
            Files.writeString(seeds.resolve("volume-" + volume), volume);
        }
        return Files.write(folder.resolve("living.yaml"), lines);
    }

    private static void recover(Path plan, String data) throws Exception {
        NodeProcess.Finished recovered = run(
                "recover",
                plan.toString(),
                "--confirm",
                "--data",
                folder.resolve(data).toString());
        assertThat(recovered.status()).as(recovered.output()).isZero();
    }

    private static NodeProcess.Finished capture(String cloud, String onto) throws Exception {
        NodeProcess.Finished captured = run(
                "plan",
                "capture",
                "--cloud",
                cloud,
                "--onto",
                onto,
                "--project",
                "shop",
                "--file",
                folder.resolve(cloud + ".yaml").toString());
        assertThat(captured.status()).as(captured.output()).isZero();
        return captured;
    }

    private static NodeProcess.Finished run(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--conf", folder.resolve("conf").toString()));
        return NodeProcess.command(all.toArray(String[]::new));
    }

    private static List<String> contents(Sandbox site) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(site.poolFolder(POOL))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file));
            }
        }
        contents.sort(String::compareTo);
        return contents;
    }
}
