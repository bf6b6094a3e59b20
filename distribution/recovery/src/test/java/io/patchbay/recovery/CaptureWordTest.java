package io.patchbay.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.InstanceState;
import io.patchbay.support.openstack.Service;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a plan has that is captured. */
class CaptureWordTest extends CaptureCase {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGU6IG5vYm9keSBoYXMgaXRzIGhhbGYuLi4u ops";
    private static final String MARK = "patchbay:" + "0123456789abcdef0123".repeat(2);

    @Test
    void anInstanceIsWhereItWasAndStartsFromWhatItDid() throws Exception {
        LivingProject project = project();
        List<String> front = project.network("front", "10.1.0.0/24");
        List<String> back = project.network("back", "10.2.0.0/24");
        String frontPort = port(project, front, "10.1.0.7");
        String backPort = port(project, back, "10.2.0.7");
        String disk = project.bootable("disk");
        String server = project.server("web", project.flavor("web-size"), disk, List.of(frontPort, backPort), Map.of());

        RecoveryPlan.Machine web = captured(project).instances().get(0);

        assertThat(web.id()).isEqualTo(server);
        assertThat(web.networks())
                .extracting(RecoveryPlan.Attachment::subnet, place -> place.ip().orElse(""))
                .containsExactly(tuple(front.get(1), "10.1.0.7"), tuple(back.get(1), "10.2.0.7"));
        assertThat(web.volumes())
                .containsExactly(new RecoveryPlan.AttachedDisk(disk, Optional.of("/dev/vda"), Optional.of(0)));
        assertThat(web.securityGroups()).containsExactly(project.groupNamed("default"));
        assertThat(web.state()).isEmpty();
    }

    @Test
    void anInstanceIsToldWhatItWasTold() throws Exception {
        LivingProject project = project();
        String flavor = project.flavor("told-size");
        byte[] packed = {0x1f, (byte) 0x8b, 0, -1};
        for (byte[] told : List.of("#cloud-config\nhostname: web\n".getBytes(StandardCharsets.UTF_8), packed)) {
            project.server(
                    "told-" + told.length,
                    flavor,
                    project.bootable("disk"),
                    List.of(),
                    Map.of("user_data", Base64.getEncoder().encodeToString(told)));
        }

        assertThat(captured(project).instances())
                .extracting(machine -> machine.userData().orElseThrow().reveal())
                .containsExactly("#cloud-config\nhostname: web\n", "base64:H4sA/w==");
        assertThat(output()).contains("user_data: |\n", "      #cloud-config\n");
    }

    @Test
    void onlyItsOwnerReadsAPlanThatIsWritten() throws Exception {
        LivingProject project = project();
        Path file = folder.resolve("plan.yaml");

        run("--project", project.name(), "--file", file.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aStoppedInstanceIsToBeStopped() throws Exception {
        LivingProject project = project();
        String server =
                project.server("spare", project.flavor("spare-size"), project.bootable("disk"), List.of(), Map.of());
        project.stop(server);

        assertThat(captured(project).instances())
                .extracting(RecoveryPlan.Machine::state)
                .containsExactly(Optional.of(InstanceState.STOPPED));
    }

    @Test
    void marksOfHandlersAreNotCaptured() throws Exception {
        LivingProject project = project();
        project.net("network", Map.of("name", "blue", "description", "a blue one [" + MARK + "]"));
        project.net("security_group", Map.of("name", "plain", "description", "[" + MARK + "]"));
        project.nova()
                .post("/os-keypairs", Map.of("keypair", Map.of("name", "marked", "public_key", KEY + " " + MARK)));
        project.server(
                "web",
                project.flavor("marked-size"),
                project.bootable("disk"),
                List.of(),
                Map.of("key_name", "marked", "metadata", Map.of("patchbay", MARK, "patchbay_epoch", "1")));

        RecoveryPlan plan = captured(project);

        assertThat(plan.networks())
                .extracting(RecoveryPlan.Network::description)
                .containsExactly(Optional.of("a blue one"));
        assertThat(plan.keypairs()).extracting(key -> key.publicKey()).containsExactly(KEY);
        assertThat(output()).doesNotContain(MARK);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void poolsAndInterfacesThatASubnetHasAnywayAreNotNamed() throws Exception {
        LivingProject project = project();
        List<String> front = project.network("front", "10.1.0.0/24");
        project.net(
                "subnet",
                Map.of(
                        "name",
                        "some",
                        "network_id",
                        front.get(0),
                        "cidr",
                        "10.5.0.0/24",
                        "ip_version",
                        4,
                        "allocation_pools",
                        List.of(Map.of("start", "10.5.0.9", "end", "10.5.0.19"))));
        String router = project.net("router", Map.of("name", "edge"));
        project.neutron()
                .put(Service.path("/routers/{}/add_router_interface", router), Map.of("subnet_id", front.get(1)));

        RecoveryPlan plan = captured(project);

        assertThat(plan.networks().get(0).subnets())
                .extracting(subnet -> subnet.allocationPools().size())
                .containsExactly(0, 1);
        assertThat(plan.routers().get(0).interfaces())
                .containsExactly(new RecoveryPlan.Interface(front.get(1), Optional.empty()));
    }

    @Test
    void storagesAreNamedAfterTheirSites() throws Exception {
        LivingProject project = project();
        project.volume(Map.of("name", "data", "volume_type", "slow"));

        RecoveryPlan.Disk data =
                captured(project, "--storage", "slow=fast").volumes().get(0);

        assertThat(data.sourceStorage().name()).isEqualTo("site-a-slow");
        assertThat(data.targetStorage().name()).isEqualTo("site-b-fast");
        assertThat(data.targetStorage().metadata().text("pool")).contains("fast");
    }

    @Test
    void whatHasNoNameIsCapturedWithout() throws Exception {
        LivingProject project = project();
        project.volume(Map.of());
        project.net("network", Map.of());

        RecoveryPlan plan = captured(project);

        assertThat(plan.volumes()).extracting(RecoveryPlan.Disk::name).containsExactly("");
        assertThat(plan.networks()).extracting(RecoveryPlan.Network::name).containsExactly("");
    }

    @Test
    void addressesFromOutsideAreKeptOnWish() throws Exception {
        LivingProject project = project();
        String outside = project.neutron()
                .list(Service.path("/networks", "name", "public"), "networks")
                .get(0)
                .path("id")
                .asText();
        project.net("floatingip", Map.of("floating_network_id", outside, "floating_ip_address", "198.51.100.77"));

        assertThat(captured(project).floatingIps())
                .extracting(RecoveryPlan.Address::ip)
                .containsExactly(Optional.empty());
        assertThat(captured(project, "--keep-addresses").floatingIps())
                .extracting(RecoveryPlan.Address::ip)
                .containsExactly(Optional.of("198.51.100.77"));
    }

    @Test
    void severalProjectsComeIntoOnePlan() throws Exception {
        LivingProject first = project();
        LivingProject second = project();
        first.network("one", "10.1.0.0/24");
        second.network("two", "10.1.0.0/24");

        assertThat(run("--project", first.name() + "," + second.name())).isZero();

        assertThat(read().networks()).extracting(RecoveryPlan.Network::tenant).containsExactly(first.id(), second.id());
    }

    @Test
    void theSameIsWrittenEachTime() throws Exception {
        LivingProject project = project();
        for (String called : List.of("c", "a", "b")) {
            project.network(called, "10.1.0.0/24");
            project.net("security_group", Map.of("name", called));
        }
        captured(project);
        String first = output();

        captured(project);

        assertThat(output()).isEqualTo(first);
        assertThat(read().networks()).extracting(RecoveryPlan.Network::name).containsExactly("a", "b", "c");
    }

    @Test
    void writesNoFileThatIsThere() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.yaml"), "mine");

        assertThat(run("--file", file.toString())).isEqualTo(2);
        assertThat(file).hasContent("mine");
    }

    @Test
    void saysWhatIsWritten() throws Exception {
        LivingProject project = project();
        project.network("one", "10.1.0.0/24");
        Path file = folder.resolve("plan.yaml");

        assertThat(run("--project", project.name(), "--file", file.toString())).isZero();
        assertThat(output()).isEqualTo(file + " is written: 0 instances with 0 volumes on 1 network\n");
        assertThat(PlanFile.read(file.toString()).faults()).isEmpty();
    }

    @Test
    void refusesAProjectThatIsNotThere() throws Exception {
        assertThat(run("--project", "nobody")).isEqualTo(1);
        assertThat(errors()).isEqualTo("patchbay: cloud site-a has 0 projects named 'nobody'\n");
    }

    @Test
    void refusesToGuessWhereTo() throws Exception {
        assertThat(RecoveryCommand.run(
                        folder,
                        List.of("plan", "capture", "--cloud", "site-a"),
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)))
                .isEqualTo(2);
        assertThat(errors()).startsWith("patchbay: --onto is missing");
    }

    @Test
    void anAnswerThatWouldNotFitIntoMemoryIsRefused() throws Exception {
        HttpServer talkative = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        talkative.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(new byte[(32 << 20) + 1]);
            }
        });
        talkative.start();
        try {
            String there = "http://127.0.0.1:" + talkative.getAddress().getPort();
            Files.writeString(
                    folder.resolve("clouds.yaml"),
                    sandbox.cloudsYaml("site-a").replace(sandbox.url().toString(), there));

            assertThat(runIn(folder)).isEqualTo(1);

            assertThat(errors()).contains("the answer is longer than 33554432 bytes");
        } finally {
            talkative.stop(0);
        }
    }
}
