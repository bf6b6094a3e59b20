package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Projects of one sandbox, that people have filled by hand, and what {@code plan capture} says of them. */
abstract class CaptureCase {
    @TempDir
    private static Path conf;

    static Sandbox sandbox;
    private static Clouds clouds;
    static Cloud cloud;
    private static int projects;

    @TempDir
    Path folder;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.DEFAULTS);
        Files.writeString(conf.resolve("clouds.yaml"), sandbox.cloudsYaml("site-a"));
        clouds = new Clouds(conf, Limits.USUAL);
        cloud = clouds.cloud("site-a");
    }

    @AfterAll
    static void stop() {
        clouds.close();
        sandbox.close();
    }

    static LivingProject project() throws Exception {
        return LivingProject.make(cloud, "project-" + ++projects);
    }

    static String port(LivingProject project, List<String> network, String ip) throws Exception {
        return project.net(
                "port",
                Map.of(
                        "network_id",
                        network.get(0),
                        "fixed_ips",
                        List.of(Map.of("subnet_id", network.get(1), "ip_address", ip))));
    }

    RecoveryPlan captured(LivingProject project, String... more) throws Exception {
        return captured(project.name(), more);
    }

    /** @param projects their names, with commas between */
    RecoveryPlan captured(String projects, String... more) throws Exception {
        List<String> options = new ArrayList<>(List.of("--project", projects));
        options.addAll(Arrays.asList(more));
        assertThat(run(options.toArray(String[]::new))).as(errors()).isZero();
        return read();
    }

    /** What was written, as {@code plan validate} reads it. */
    RecoveryPlan read() throws Exception {
        Path file = Files.write(folder.resolve("captured.yaml"), out.toByteArray());
        PlanFile plan = PlanFile.read(file.toString());
        assertThat(plan.faults()).isEmpty();
        return plan.plan().orElseThrow();
    }

    int run(String... more) throws InterruptedException {
        return runIn(conf, more);
    }

    int runIn(Path named, String... more) throws InterruptedException {
        out.reset();
        err.reset();
        List<String> arguments = new ArrayList<>(
                List.of("plan", "capture", "--cloud", "site-a", "--onto", "site-b", "--conf", named.toString()));
        arguments.addAll(Arrays.asList(more));
        return RecoveryCommand.run(
                folder,
                arguments,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Those of what is there; what a volume's type is told of every volume of these tests. */
    Set<String> warnings() {
        Set<String> warnings = new TreeSet<>();
        errors().lines().filter(line -> !line.contains("is of type '")).forEach(warnings::add);
        return warnings;
    }
}
