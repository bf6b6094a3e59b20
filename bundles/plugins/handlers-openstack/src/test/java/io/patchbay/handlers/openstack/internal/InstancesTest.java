package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.DiagnosisMethod;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.contract.TrialAttempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instances that are made. */
class InstancesTest extends InstancesCase {
    @Test
    void areMadeFromTheirVolumes() throws Exception {
        String id = create(attempt(input())).id();

        JsonNode asked = cloud.servers.get(id).path("asked");
        assertThat(asked.path("block_device_mapping_v2"))
                .isEqualTo(cloud.node(Map.of(
                                "disks",
                                List.of(Map.of(
                                        "uuid",
                                        disk,
                                        "source_type",
                                        "volume",
                                        "destination_type",
                                        "volume",
                                        "delete_on_termination",
                                        false,
                                        "boot_index",
                                        0,
                                        "device_name",
                                        "/dev/vda"))))
                        .path("disks"));
        assertThat(asked.path("imageRef").asText()).isEmpty();
    }

    @Test
    void areOfTheSizeAndWithTheKeyThatThePlanSays() throws Exception {
        String id = create(attempt(input())).id();

        JsonNode asked = cloud.servers.get(id).path("asked");
        assertThat(asked.path("flavorRef").asText()).isEqualTo("flavor-1");
        assertThat(asked.path("key_name").asText()).isEqualTo("ops key");
        assertThat(asked.path("hypervisor_hostname").asText()).isEqualTo("host-1");
    }

    @Test
    void areToldTheirUserDataWhichNobodyElseIs() throws Exception {
        Instance made = create(attempt(input(Optional.empty(), Optional.of(Secret.of("#!/bin/sh\n")))));

        assertThat(cloud.servers.get(made.id()).path("asked").path("user_data").asText())
                .isEqualTo("IyEvYmluL3NoCg==");
        assertThat(made.userData()).isEmpty();
    }

    @Test
    void haveNoUserDataWhereThePlanHasNone() throws Exception {
        String id = create(attempt(input())).id();

        assertThat(cloud.servers.get(id).path("asked").has("user_data")).isFalse();
    }

    @Test
    void areOnPortsWithTheAddressesAndGroupsThatThePlanSays() throws Exception {
        create(attempt(input()));

        ObjectNode port = onlyPort();
        assertThat(port.path("fixed_ips").get(0).path("ip_address").asText()).isEqualTo("10.1.0.10");
        assertThat(port.path("security_groups").get(0).asText()).isEqualTo("group-1");
    }

    @Test
    void areFoundFromOutside() throws Exception {
        create(attempt(input()));

        assertThat(cloud.floatingIps.get("fip").path("port_id").asText())
                .isEqualTo(onlyPort().path("id").asText());
    }

    @Test
    void areDeletedWhenTheyFail() {
        cloud.faults.add(SmallNova.FAILS);

        assertFailure(creating, input(), "example.type.failed", "No valid host was found.");
        assertNothingIsLeft();
    }

    @Test
    void areDeletedWhenTheyAreBuiltForEver() {
        cloud.faults.add(SmallNova.HANGS);

        assertFailure(
                new CreateInstance(openStack, settings(300, "", "")), input(), "example.type.timed_out", "to run");
        assertNothingIsLeft();
    }

    @Test
    void leaveNoPortWhereNovaRefusesThem() {
        cloud.volumes.remove(disk);

        assertFailure(creating, input(), "example.type.failed", "has gone");
        assertNothingIsLeft();
    }

    @Test
    void areTriedAgainWhereTheCloudAnswersWhatMakesNoSense() {
        cloud.faults.add(SmallNova.NAMELESS);

        assertFailure(creating, input(), "example.type.bad_answer", "what the cloud answered makes no sense");
    }

    @Test
    void serveOnceTheirPortLetsSomebodyConnect() throws Exception {
        try (ServerSocket served = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Diagnosis scan = diagnosis(DiagnosisMethod.PORT_SCAN, served.getLocalPort(), 60);

            assertThat(creating.perform(attempt(input(Optional.of(scan)))).message())
                    .hasValueSatisfying(
                            message -> assertThat(message.contents()).contains("lets somebody connect"));
        }
    }

    @Test
    void areDeletedWhenTheyDoNotServe() throws Exception {
        Diagnosis scan = diagnosis(DiagnosisMethod.PORT_SCAN, closedPort(), 1);

        assertFailure(
                creating,
                input(Optional.of(scan)),
                "example.type.failed",
                "web-1 does not serve after 1 s: port " + scan.port().orElseThrow());
        assertNothingIsLeft();
    }

    @Test
    void areAskedAtTheHostThatIsConfigured() throws Exception {
        try (ServerSocket served = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Diagnosis scan = new Diagnosis(
                    DiagnosisMethod.PORT_SCAN,
                    Optional.of(served.getLocalPort()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("192.0.2.1"),
                    Optional.of(60));
            creating = new CreateInstance(openStack, settings(600_000, "127.0.0.1", ""));

            assertThat(create(attempt(input(Optional.of(scan)))).name()).isEqualTo("web-1");
        }
    }

    @Test
    void areTakenToServeOnceTheyRunWhereNobodyAsks() throws Exception {
        creating = new CreateInstance(openStack, withoutDiagnosis());
        Diagnosis scan = diagnosis(DiagnosisMethod.PORT_SCAN, closedPort(), 1);

        Output made = creating.perform(attempt(input(Optional.of(scan))));

        assertThat(made.message().orElseThrow().contents()).endsWith("whether it serves is not asked on this node");
    }

    private void assertFailure(CreateInstance handler, TaskInput.CreateInstance input, String code, String words) {
        TrialAttempt attempt = (TrialAttempt) attempt(input);
        assertThatThrownBy(() -> handler.perform(attempt)).isInstanceOfSatisfying(TaskFailedException.class, failed -> {
            assertThat(failed.reason().code()).isEqualTo(code);
            assertThat(failed.reason().contents()).contains(words);
        });
    }

    private static Diagnosis diagnosis(DiagnosisMethod method, int port, int seconds) {
        return new Diagnosis(
                method,
                Optional.of(port),
                Optional.empty(),
                Optional.empty(),
                Optional.of("127.0.0.1"),
                Optional.of(seconds));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
