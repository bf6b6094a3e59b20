package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan with all types, carried out and undone by a process that is killed whenever the cloud has done what tasks asked for and they
 * have not been told. In the build on a sandbox, and only in the middle of some types; {@code patchbay test --cloud NAME} does it in the
 * middle of all.
 */
class KilledOnCloudIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int DISK_BYTES = 4 << 20; // more than is read before the first pause
    private static final int SLOW_SECONDS = 120; // for a copy, until one was killed
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    private final String name = "killed-" + UUID.randomUUID().toString().substring(0, 8);
    private boolean killedCopying;
    private int processes;

    @Test
    void whatWasUnderWayIsGoneOnWithAndNothingIsThereTwiceOrLeft(TestReporter reporter) throws Exception {
        long began = System.nanoTime();
        List<CloudStep> steps = Boolean.getBoolean("cloud.every-type") ? CloudStep.ALL : CloudStep.SHORT;
        try (CloudSite site = CloudSite.open(folder.resolve("site"));
                HoldingProxy proxy = new HoldingProxy(steps)) {
            assumeThat(site.poolFolder()).as("the folder of the pool's volumes").isPresent();
            prepare(site, proxy);

            carryOut(site, proxy);
            Map<String, Integer> made = site.inventory(name);
            long madeMillis = millisSince(began);
            carryOut(site, proxy, "--rollback");
            Map<String, Integer> left = site.inventory(name);

            tell(
                    reporter,
                    site,
                    proxy,
                    "made by then in " + madeMillis + " ms, all in " + millisSince(began) + " ms by " + processes
                            + " processes; there was " + made + ", and is " + left);
            assertThat(made)
                    .isEqualTo(Map.ofEntries(
                            Map.entry("project", 1),
                            Map.entry("network", 1),
                            Map.entry("subnet", 1),
                            Map.entry("router", 1),
                            Map.entry("port", 2), // the instance's and the router's
                            Map.entry("floatingip", 1),
                            Map.entry("security_group", 2), // with the one that each project has
                            Map.entry("flavor", 1),
                            Map.entry("keypair", 1),
                            Map.entry("volume", 1),
                            Map.entry("server", 1),
                            Map.entry("file", 2))); // the volume, and what is kept of it
            assertThat(left).isEmpty();
            assertThat(proxy.held().keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            steps.stream().map(CloudStep::type).toList());
            assertThat(killedCopying).isTrue();
        }
    }

    private void prepare(CloudSite site, HoldingProxy proxy) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        site.describe(conf, proxy);
        Path source = Files.createDirectories(folder.resolve("source"));
        byte[] disk = new byte[DISK_BYTES];
        new Random(SEED).nextBytes(disk);
        Files.write(source.resolve("volume-disk"), disk);
        limitCopies(site, DISK_BYTES / SLOW_SECONDS);
        Files.writeString(folder.resolve("plan.yaml"), plan(site));
    }

    private void limitCopies(CloudSite site, int bytesPerSecond) throws IOException {
        Files.writeString(
                folder.resolve("conf/io.patchbay.volumes.json"),
                "{\"folder.source\": \"" + folder.resolve("source") + "\", \"folder." + CloudSite.pool() + "\": \""
                        + site.poolFolder().orElseThrow() + "\", \"maxBytesPerSecond\": " + bytesPerSecond + "}");
    }

    /** By as many processes as it takes: each is killed once the cloud holds back what it has done, and nothing more comes. */
    private void carryOut(CloudSite site, HoldingProxy proxy, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("bin/patchbay").toString(),
                "recover",
                folder.resolve("plan.yaml").toString(),
                "--conf",
                folder.resolve("conf").toString(),
                "--data",
                folder.resolve("data").toString()));
        command.addAll(List.of(options));
        while (true) {
            Path log = folder.resolve("recover-" + processes++ + ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                await().atMost(PATIENCE).until(() -> !process.isAlive() || isToBeKilled(site, proxy));
                if (!process.isAlive()) {
                    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
                    return;
                }
            } finally {
                process.destroyForcibly().waitFor();
                proxy.forget();
            }
            if (!killedCopying && isCopying(site)) {
                killedCopying = true;
                limitCopies(site, 0);
            }
        }
    }

    /** The copy can be begun as soon as a network can: the first that is killed in the middle of one is in the middle of the other, too. */
    private boolean isToBeKilled(CloudSite site, HoldingProxy proxy) throws IOException {
        boolean copyIsDue = !killedCopying && proxy.held().containsKey("create.network");
        return proxy.holdsSince(QUIET) && (!copyIsDue || isCopying(site));
    }

    private static boolean isCopying(CloudSite site) throws IOException {
        return site.files().stream().anyMatch(file -> file.toString().endsWith(".part"));
    }

    private void tell(TestReporter reporter, CloudSite site, HoldingProxy proxy, String sum) throws Exception {
        List<String> lines = new ArrayList<>();
        proxy.held()
                .forEach((type, millis) -> lines.add(
                        String.format("%-30s killed when the cloud had done it in %d ms, gone on with", type, millis)));
        if (killedCopying) {
            lines.add(String.format("%-30s killed while it was copied, gone on with", "copy.volume"));
        }
        lines.add(String.format("%-30s %s", "cloud " + site.name(), sum));
        reporter.publishEntry(String.join("\n", lines));
        String report = System.getProperty("cloud.report", "");
        if (!report.isEmpty()) {
            Files.write(Path.of(report), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private String plan(CloudSite site) {
        return Stream.of(
                        "schema: 1",
                        "name: NAME",
                        "cluster: " + site.name(),
                        "tenants: [{id: t, name: NAME}]",
                        "security_groups:",
                        "  - id: web",
                        "    tenant: t",
                        "    name: web",
                        "    rules: [{id: web-http, direction: ingress, protocol: tcp, port_range_min: 80, port_range_max: 80}]",
                        "networks:",
                        "  - id: front",
                        "    tenant: t",
                        "    name: front",
                        "    subnets: [{id: front-v4, name: front-v4, cidr: 10.77.0.0/24, gateway_ip: 10.77.0.1}]",
                        "routers:",
                        "  - id: edge",
                        "    tenant: t",
                        "    name: edge",
                        "    interfaces: [{subnet: front-v4}]",
                        "    external: [{network: {name: " + CloudSite.external() + "}}]",
                        "floating_ips: [{id: address, tenant: t, network: " + CloudSite.external() + "}]",
                        "keypairs:",
                        "  - id: ops",
                        "    name: NAME",
                        "    public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGTG5MFdY0kFCbdJHKfmP0yuWrnBQ3xM4qAm0cEhLMvo ops",
                        "specs: [{id: small, name: NAME, vcpus: 1, memory_mib: 64, disk_gib: 0}]",
                        "volumes:",
                        "  - id: disk",
                        "    tenant: t",
                        "    name: disk",
                        "    size_gib: 1",
                        "    bootable: true",
                        "    source_storage: {name: source, type: file}",
                        "    target_storage: {name: " + CloudSite.pool() + ", type: file}",
                        "instances:",
                        "  - id: web-1",
                        "    tenant: t",
                        "    name: web-1",
                        "    spec: small",
                        "    keypair: ops",
                        "    state: stopped",
                        "    networks: [{subnet: front-v4, ip: 10.77.0.50, floating_ip: address}]",
                        "    security_groups: [web]",
                        "    volumes: [{volume: disk, boot_index: 0}]")
                .map(line -> line.replace("NAME", name) + "\n")
                .reduce("", String::concat);
    }
}
