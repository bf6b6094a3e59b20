package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers Nova does not make, sandbox or real. */
class ServerRefusalContractTest {
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static ServerProject project;
    private static Tenancy tenancy;

    @BeforeAll
    static void open() {
        project = new ServerProject();
        tenancy = project.tenancy();
    }

    @AfterAll
    static void close() {
        project.close();
    }

    @Test
    void refusesAVolumeThatIsNotBootable() {
        String volume = project.volume(false);

        Reply reply = project.boot(Json.object(
                        "networks", "none", "block_device_mapping_v2", List.of(ServerProject.bootDisk(volume))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Block Device " + volume + " is not bootable.");
    }

    @Test
    void refusesAVolumeThatIsNotThere() {
        Reply reply = project.boot(Json.object(
                        "networks", "none", "block_device_mapping_v2", List.of(ServerProject.bootDisk(ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo("Block Device Mapping is Invalid: failed to get volume " + ABSENT + ".");
    }

    @Test
    void refusesANetworkThatIsNotThere() {
        Reply reply = project.boot(
                        Json.object("imageRef", project.image(), "networks", List.of(Json.object("uuid", ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Network " + ABSENT + " could not be found.");
    }

    @Test
    void refusesAPortThatIsNotThere() {
        Reply reply = project.boot(
                        Json.object("imageRef", project.image(), "networks", List.of(Json.object("port", ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Port id " + ABSENT + " could not be found.");
    }

    @Test
    void refusesAPortThatIsInUse() {
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", project.network()));
        project.server(Json.object("imageRef", project.image(), "networks", List.of(Json.object("port", port))));

        Reply reply = project.boot(
                        Json.object("imageRef", project.image(), "networks", List.of(Json.object("port", port))))
                .is(409);

        assertThat(reply.text("/conflictingRequest/message")).isEqualTo("Port " + port + " is still in use.");
    }

    @Test
    void refusesAFlavorThatIsNotThere() {
        Reply reply = project.boot(Json.object("imageRef", project.image(), "networks", "none", "flavorRef", "zzz"))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Flavor zzz could not be found.");
    }

    @Test
    void takesUserDataOfSoManyCharacters() {
        Reply longest = project.boot(
                        Json.object("imageRef", project.image(), "networks", "none", "user_data", "A".repeat(65_532)))
                .is(202);
        tenancy.forget("compute", "/servers/" + longest.text("/server/id"));

        Reply longer = project.boot(
                        Json.object("imageRef", project.image(), "networks", "none", "user_data", "A".repeat(65_536)))
                .is(400);

        assertThat(longer.text("/badRequest/message"))
                .startsWith("Invalid input for field/attribute user_data. Value: AAAA")
                .endsWith("A' is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh", "AAA", "A"})
    void refusesUserDataThatIsNoBase64(String text) {
        Reply reply = project.boot(Json.object("imageRef", project.image(), "networks", "none", "user_data", text))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo("Invalid input for field/attribute user_data. Value: " + text + ". '" + text
                        + "' is not a 'base64'");
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        Reply reply = project.boot(Json.object("imageRef", project.image(), "networks", "none", "key_name", "zzz"))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Invalid key_name provided.");
    }

    @Test
    void refusesAGroupThatIsNotThere() {
        Reply reply = project.boot(Json.object(
                        "imageRef", project.image(),
                        "networks", List.of(Json.object("uuid", project.network())),
                        "security_groups", List.of(Json.object("name", "zzz"))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Unable to find security_group with name or id 'zzz'");
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        project.boot(Json.object("imageRef", ABSENT, "networks", "none")).is(400);
    }

    @Test
    void refusesAServerOfNothing() {
        project.boot(Json.object("networks", "none")).is(400);
    }

    @Test
    void refusesNewerClientsThatNameNoNetworks() {
        Reply reply = project.boot(Json.object("imageRef", project.image())).is(400);

        assertThat(reply.text("/badRequest/message")).contains("'networks' is a required property");
    }

    @Test
    void endsInAFaultIfNoHostTakesIt() {
        String huge = tenancy.make(
                "compute",
                "flavors",
                "flavor",
                Json.object("name", tenancy.name("huge"), "ram", 40_000, "vcpus", 1, "disk", 900_000));
        Reply accepted = project.boot(Json.object("imageRef", project.image(), "networks", "none", "flavorRef", huge))
                .is(202);
        String path = "/servers/" + accepted.text("/server/id");
        tenancy.forget("compute", path);

        org.awaitility.Awaitility.await()
                .until(() -> tenancy.get("compute", path).text("/server/status").equals("ERROR"));

        Reply reply = tenancy.get("compute", path);
        assertThat(reply.at("/server/fault/code").asInt()).isEqualTo(500);
        assertThat(reply.text("/server/fault/message")).startsWith("No valid host was found.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"capabilities:hypervisor_type", "hypervisor_type"})
    void findsNoHostForAServerThatAsksForAnotherKind(String spec) {
        String choosy = tenancy.make(
                "compute",
                "flavors",
                "flavor",
                Json.object("name", tenancy.name("choosy-" + spec.length()), "ram", 64, "vcpus", 1, "disk", 0));
        tenancy.post(
                        "compute",
                        "/flavors/" + choosy + "/os-extra_specs",
                        Json.object("extra_specs", Json.object(spec, "none")))
                .is(200);
        Reply accepted = project.boot(Json.object("imageRef", project.image(), "networks", "none", "flavorRef", choosy))
                .is(202);
        String path = "/servers/" + accepted.text("/server/id");
        tenancy.forget("compute", path);

        tenancy.await("compute", path, "/server/status", "ERROR");
        assertThat(tenancy.get("compute", path).text("/server/fault/message")).startsWith("No valid host was found.");
    }

    @Test
    void keepsToTheQuotaOfServers() {
        try (Tenancy poor = Tenancy.open()) {
            poor.put(
                            "compute",
                            "/os-quota-sets/" + poor.project(),
                            Json.object("quota_set", Json.object("instances", 0)))
                    .is(200);

            Reply reply = poor.send(
                            "POST",
                            "compute",
                            "/servers",
                            Json.object(
                                    "server",
                                    Json.object(
                                            "name",
                                            "x",
                                            "flavorRef",
                                            project.flavor(),
                                            "imageRef",
                                            project.image(),
                                            "networks",
                                            "none")),
                            ServerProject.VERSION)
                    .is(403);

            assertThat(reply.text("/forbidden/message"))
                    .isEqualTo("Quota exceeded for instances: Requested 1, but already used 0 of 0 instances");
        }
    }
}
