package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.DiagnosisMethod;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Hypervisor;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.InstanceNetwork;
import io.patchbay.api.recovery.resource.InstanceVolume;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Mark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that are made, stopped and deleted. */
class InstancesTest extends GuestsCase {
    private CreateInstance creating;
    private DeleteInstance deleting;
    private StopInstance stopping;
    private String disk;

    @BeforeEach
    void offer() {
        creating = new CreateInstance(openStack, settings());
        deleting = new DeleteInstance(openStack, settings());
        stopping = new StopInstance(openStack, settings());
        disk = cloud.availableVolume();
        cloud.floatingIps.put("fip", cloud.node(Map.of("id", "fip", "floating_ip_address", "203.0.113.10")));
    }

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
    void areMadeOnce() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Instance made = create(attempt);

        assertThat(create(attempt.again())).isEqualTo(made);
        assertThat(cloud.servers).hasSize(1);
        assertThat(cloud.ports).hasSize(1);
    }

    @Test
    void useThePortsThatAnEarlierAttemptHasMade() throws Exception {
        Attempt attempt = attempt(input());
        String description = Mark.of(attempt).describing(Optional.of("network 0 of web-1"));
        Map<String, Object> port =
                Map.of("id", "begun", "description", description, "device_id", "", "project_id", SmallCloud.PROJECT);
        cloud.ports.put("begun", cloud.node(port));

        create(attempt);

        assertThat(cloud.ports).containsOnlyKeys("begun");
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
    void areMadeAgainWhereAnEarlierOneHasFailed() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.servers.put("twin", cloud.node(Map.of("id", "twin", "status", "ERROR", "metadata", metadata)));

        Instance made = create(attempt.again());

        assertThat(cloud.servers).containsOnlyKeys(made.id());
    }

    @Test
    void areTriedAgainWhereTheCloudAnswersWhatMakesNoSense() {
        cloud.faults.add(SmallNova.NAMELESS);

        assertFailure(creating, input(), "example.type.bad_answer", "what the cloud answered makes no sense");
    }

    @Test
    void areMadeAgainWhereAnEarlierOneIsBeingDeleted() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        cloud.servers.put("leaving", server("leaving", attempt, 1));
        cloud.servers.get("leaving").put("OS-EXT-STS:task_state", "deleting");

        Instance made = create(attempt.again());

        assertThat(cloud.servers).containsOnlyKeys(made.id());
    }

    @Test
    void leaveAPortAloneThatAnotherAttemptsInstanceHas() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Instance made = create(attempt);
        cloud.servers.put("beside", server("other", attempt(input()), 1));
        ObjectNode port = onlyPort().deepCopy();
        port.put("id", "port-beside").put("device_id", "beside");
        cloud.ports.put("port-beside", port);

        assertThat(create(attempt.again())).isEqualTo(made);
        assertThat(cloud.ports).containsKey("port-beside");
    }

    @Test
    void sayWhichAttemptHasTakenThemOverLast() throws Exception {
        Attempt attempt = attempt(input());
        cloud.servers.put("begun", server("begun", attempt, attempt.epoch() - 1));
        cloud.ports.put("port", port(attempt, "begun"));

        assertThat(create(attempt).id()).isEqualTo("begun");
        assertThat(cloud.servers.get("begun").at("/metadata/patchbay_epoch").asLong())
                .isEqualTo(attempt.epoch());
    }

    @Test
    void areLeftAloneByAnAttemptThatALaterOneHasTakenThemFrom() throws Exception {
        Attempt attempt = attempt(input());
        cloud.faults.add(SmallNova.HANGS);
        cloud.takenOverWhenMade = attempt.epoch() + 1;
        creating = new CreateInstance(openStack, settings(300, "", ""));

        assertThatThrownBy(() -> creating.perform(attempt)).hasMessageContaining("timed_out");

        assertThat(cloud.servers).hasSize(1);
        assertThat(cloud.ports).hasSize(1);
    }

    @Test
    void areNotTakenBackByAnEarlierAttempt() {
        Attempt attempt = attempt(input());
        cloud.servers.put("later", server("later", attempt, attempt.epoch() + 1));

        assertThatThrownBy(() -> creating.perform(attempt)).hasMessageContaining("a later attempt has taken");

        assertThat(cloud.servers).containsOnlyKeys("later");
    }

    @Test
    void areNotDeletedWhereNoRecoveryHasMadeThem() {
        cloud.servers.put(
                "old", cloud.node(Map.of("id", "old", "status", "ACTIVE", "metadata", Map.of("role", "web"))));
        Instance old =
                new Instance("old", "web-1", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, old))))
                .hasMessageContaining("instance old bears no mark of a recovery");

        assertThat(cloud.servers).containsOnlyKeys("old");
    }

    private ObjectNode server(String id, Attempt attempt, long epoch) {
        return cloud.node(Map.of(
                "id",
                id,
                "status",
                "ACTIVE",
                "metadata",
                Map.of("patchbay", Mark.of(attempt).text(), "patchbay_epoch", Long.toString(epoch))));
    }

    private ObjectNode port(Attempt attempt, String device) {
        String description = Mark.of(attempt).describing(Optional.of("network 0 of web-1"));
        return cloud.node(Map.of(
                "id", "port", "description", description, "device_id", device, "project_id", SmallCloud.PROJECT));
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

    @Test
    void areStopped() throws Exception {
        Instance made = create(attempt(input()));

        stopping.perform(attempt(new TaskInput.StopInstance(TENANT, made)));

        assertThat(cloud.servers.get(made.id()).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    void areStoppedTwiceWithoutHarm() throws Exception {
        Instance made = create(attempt(input()));
        TrialAttempt attempt = (TrialAttempt) attempt(new TaskInput.StopInstance(TENANT, made));
        stopping.perform(attempt);

        stopping.perform(attempt.again());

        assertThat(cloud.servers.get(made.id()).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    void areDeletedWithTheirPorts() throws Exception {
        Instance made = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertNothingIsLeft();
    }

    @Test
    void leaveTheirVolumesAndAddresses() throws Exception {
        Instance made = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertThat(cloud.volumes.get(disk).path("status").asText()).isEqualTo("available");
        assertThat(cloud.floatingIps.get("fip").path("port_id").isNull()).isTrue();
    }

    @Test
    void areDeletedTwiceWithoutHarm() throws Exception {
        Instance made = create(attempt(input()));
        TrialAttempt attempt = (TrialAttempt) attempt(new TaskInput.DeleteInstance(TENANT, made));
        deleting.perform(attempt);

        deleting.perform(attempt.again());

        assertNothingIsLeft();
    }

    @Test
    void leaveNoPortOfAnInstanceThatIsGoneAlready() throws Exception {
        Instance made = create(attempt(input()));
        cloud.servers.clear();

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertThat(cloud.ports).isEmpty();
    }

    @Test
    void takeTheirTwinsWithThem() throws Exception {
        Attempt attempt = attempt(input());
        Instance made = create(attempt);
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.servers.put("twin", cloud.node(Map.of("id", "twin", "status", "ACTIVE", "metadata", metadata)));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertNothingIsLeft();
    }

    @Test
    void leaveOthersAlone() throws Exception {
        Instance first = create(attempt(input()));
        disk = cloud.availableVolume();
        Instance other = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, first)));

        assertThat(cloud.servers).containsOnlyKeys(other.id());
        assertThat(onlyPort().path("device_id").asText()).isEqualTo(other.id());
    }

    private Instance create(Attempt attempt) throws Exception {
        return Records.read(
                        TaskOutput.InstanceMade.class, creating.perform(attempt).values())
                .instance();
    }

    private ObjectNode onlyPort() {
        assertThat(cloud.ports).hasSize(1);
        return cloud.ports.values().iterator().next();
    }

    private void assertNothingIsLeft() {
        assertThat(cloud.servers).isEmpty();
        assertThat(cloud.ports).isEmpty();
    }

    private void assertFailure(CreateInstance handler, TaskInput.CreateInstance input, String code, String words) {
        TrialAttempt attempt = (TrialAttempt) attempt(input);
        assertThatThrownBy(() -> handler.perform(attempt)).isInstanceOfSatisfying(TaskFailedException.class, failed -> {
            assertThat(failed.reason().code()).isEqualTo(code);
            assertThat(failed.reason().contents()).contains(words);
        });
    }

    private TaskInput.CreateInstance input() {
        return input(Optional.empty());
    }

    private TaskInput.CreateInstance input(Optional<Diagnosis> diagnosis) {
        return input(diagnosis, Optional.empty());
    }

    private TaskInput.CreateInstance input(Optional<Diagnosis> diagnosis, Optional<Secret> userData) {
        Network network = new Network("net-1", "front", Optional.empty(), Optional.empty(), Optional.empty());
        Subnet subnet = new Subnet(
                "subnet-1",
                "front",
                "10.1.0.0/24",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        FloatingIp address = new FloatingIp("fip", Optional.of("203.0.113.10"), Optional.empty());
        return new TaskInput.CreateInstance(
                TENANT,
                Optional.empty(),
                Optional.of(new Hypervisor("host-1")),
                new Spec("flavor-1", "small", Optional.empty(), 1, 512, 0, Optional.empty(), Optional.empty()),
                Optional.of(new Keypair("key-1", "ops key", "ssh-ed25519 AAAA ops")),
                new Instance("i-old", "web-1", Optional.empty(), Optional.empty(), diagnosis, userData),
                "i-old",
                List.of(new InstanceNetwork(
                        network, subnet, Optional.of(address), Optional.empty(), Optional.of("10.1.0.10"))),
                List.of(new SecurityGroup("group-1", "web", Optional.empty())),
                List.of(new InstanceVolume(volume(disk), Optional.of("/dev/vda"), Optional.empty())));
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
