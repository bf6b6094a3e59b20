package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Nova answers about servers, sandbox or real. */
class ServerContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String VERSION = "compute 2.79";

    private static Tenancy tenancy;
    private static String network;
    private static String flavor;
    private static String image;
    private static String idle;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        tenancy.put(
                        "compute",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("instances", 100, "cores", 100)))
                .is(200);
        tenancy.put(
                        "volume",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("volumes", 100)))
                .is(200);
        network = tenancy.make("network", "networks", "network", Json.object("name", tenancy.name("net")));
        tenancy.make(
                "network",
                "subnets",
                "subnet",
                Json.object("network_id", network, "cidr", "10.60.0.0/24", "ip_version", 4));
        flavor = tenancy.make(
                "compute",
                "flavors",
                "flavor",
                Json.object("name", tenancy.name("f"), "ram", 256, "vcpus", 1, "disk", 1));
        image = tenancy.get("image", "/images?name=blank").text("/images/0/id");
        idle = server(Json.object("imageRef", image, "networks", "none", "metadata", Json.object("patchbay", "key")));
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void acceptsAServerAndTellsLittleOfIt() {
        Reply reply = boot(Json.object("imageRef", image, "networks", "none")).is(202);
        tenancy.forget("compute", "/servers/" + reply.text("/server/id"));

        assertThat(reply.at("/server").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "links", "OS-DCF:diskConfig", "security_groups", "adminPass");
        assertThat(reply.header("Location")).endsWith("/servers/" + reply.text("/server/id"));
    }

    @Test
    void buildsAServerByAndBy() {
        Reply reply = tenancy.send("GET", "compute", "/servers/" + idle, NOTHING, VERSION)
                .is(200);

        assertThat(reply.text("/server/status")).isEqualTo("ACTIVE");
        assertThat(reply.text("/server/OS-EXT-STS:vm_state")).isEqualTo("active");
        assertThat(reply.at("/server/OS-EXT-STS:task_state").isNull()).isTrue();
        assertThat(reply.at("/server/OS-EXT-STS:power_state").asInt()).isEqualTo(1);
        assertThat(reply.text("/server/tenant_id")).isEqualTo(tenancy.project());
        assertThat(reply.text("/server/metadata/patchbay")).isEqualTo("key");
        assertThat(reply.text("/server/OS-EXT-AZ:availability_zone")).isEqualTo("nova");
        assertThat(reply.text("/server/image/id")).isEqualTo(image);
        assertThat(reply.text("/server/flavor/original_name")).isEqualTo(tenancy.name("f"));
        assertThat(reply.at("/server/addresses")).isEmpty();
    }

    @Test
    void tellsOlderClientsTheIdOfTheFlavor() {
        assertThat(tenancy.get("compute", "/servers/" + idle).text("/server/flavor/id"))
                .isEqualTo(flavor);
    }

    @Test
    void bootsFromAVolumeOnAGivenPort() {
        String volume = volume(true);
        String port = tenancy.make(
                "network",
                "ports",
                "port",
                Json.object(
                        "network_id",
                        network,
                        "mac_address",
                        "fa:16:3e:60:00:50",
                        "fixed_ips",
                        List.of(Json.object("ip_address", "10.60.0.50"))));
        String id = server(Json.object(
                "networks", List.of(Json.object("port", port)), "block_device_mapping_v2", List.of(bootDisk(volume))));

        Reply reply = tenancy.send("GET", "compute", "/servers/" + id, NOTHING, VERSION)
                .is(200);

        assertThat(reply.at("/server/image")).isEqualTo(Json.object("x", "").path("x"));
        JsonNode address =
                reply.at("/server/addresses").path(tenancy.name("net")).path(0);
        assertThat(address.path("addr").asText()).isEqualTo("10.60.0.50");
        assertThat(address.path("OS-EXT-IPS:type").asText()).isEqualTo("fixed");
        assertThat(address.path("OS-EXT-IPS-MAC:mac_addr").asText()).isEqualTo("fa:16:3e:60:00:50");
        assertThat(reply.text("/server/os-extended-volumes:volumes_attached/0/id"))
                .isEqualTo(volume);
        assertThat(reply.text("/server/security_groups/0/name")).isEqualTo("default");
        Reply plugged = tenancy.await("network", "/ports/" + port, "/port/status", "ACTIVE");
        assertThat(plugged.text("/port/device_id")).isEqualTo(id);
        assertThat(plugged.text("/port/device_owner")).startsWith("compute:");
        Reply attached = tenancy.await("volume", "/volumes/" + volume, "/volume/status", "in-use");
        assertThat(attached.text("/volume/attachments/0/server_id")).isEqualTo(id);
        assertThat(attached.text("/volume/attachments/0/device")).matches("/dev/[sv]da");
    }

    @Test
    void keepsAGivenPortAndVolumeWhenAServerIsDeleted() {
        String volume = volume(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));
        String id = server(Json.object(
                "networks", List.of(Json.object("port", port)), "block_device_mapping_v2", List.of(bootDisk(volume))));

        delete(id);

        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "available");
        assertThat(tenancy.get("network", "/ports/" + port).is(200).text("/port/device_id"))
                .isEmpty();
    }

    @Test
    void deletesItsOwnPortWithAServer() {
        String id = server(Json.object("imageRef", image, "networks", List.of(Json.object("uuid", network))));
        String port = tenancy.get("network", "/ports?device_id=" + id).text("/ports/0/id");

        delete(id);

        tenancy.await("network", "/ports/" + port, "", "404");
    }

    @Test
    void makesAVolumeOfAnImage() {
        JsonNode disk = Json.object(
                "boot_index",
                0,
                "uuid",
                image,
                "source_type",
                "image",
                "destination_type",
                "volume",
                "volume_size",
                1,
                "delete_on_termination",
                true);
        String id = server(Json.object("networks", "none", "block_device_mapping_v2", List.of(disk)));
        String volume = tenancy.get("compute", "/servers/" + id + "/os-volume_attachments")
                .is(200)
                .text("/volumeAttachments/0/volumeId");

        delete(id);

        tenancy.await("volume", "/volumes/" + volume, "", "404");
    }

    @Test
    void refusesAVolumeThatIsNotBootable() {
        String volume = volume(false);

        Reply reply = boot(Json.object("networks", "none", "block_device_mapping_v2", List.of(bootDisk(volume))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Block Device " + volume + " is not bootable.");
    }

    @Test
    void refusesAVolumeThatIsNotThere() {
        Reply reply = boot(Json.object("networks", "none", "block_device_mapping_v2", List.of(bootDisk(ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo("Block Device Mapping is Invalid: failed to get volume " + ABSENT + ".");
    }

    @Test
    void refusesANetworkThatIsNotThere() {
        Reply reply = boot(Json.object("imageRef", image, "networks", List.of(Json.object("uuid", ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Network " + ABSENT + " could not be found.");
    }

    @Test
    void refusesAPortThatIsNotThere() {
        Reply reply = boot(Json.object("imageRef", image, "networks", List.of(Json.object("port", ABSENT))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Port id " + ABSENT + " could not be found.");
    }

    @Test
    void refusesAPortThatIsInUse() {
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));
        server(Json.object("imageRef", image, "networks", List.of(Json.object("port", port))));

        Reply reply = boot(Json.object("imageRef", image, "networks", List.of(Json.object("port", port))))
                .is(409);

        assertThat(reply.text("/conflictingRequest/message")).isEqualTo("Port " + port + " is still in use.");
    }

    @Test
    void refusesAFlavorThatIsNotThere() {
        Reply reply = boot(Json.object("imageRef", image, "networks", "none", "flavorRef", "zzz"))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Flavor zzz could not be found.");
    }

    @Test
    void showsAnAdministratorWhatAServerIsTold() {
        String told = "IyEvYmluL3NoCg==";
        String id = server(Json.object("imageRef", image, "networks", "none", "user_data", told));

        Reply one = tenancy.send("GET", "compute", "/servers/" + id, NOTHING, "compute 2.3")
                .is(200);
        Reply all = tenancy.send("GET", "compute", "/servers/detail", NOTHING, "compute 2.3")
                .is(200);

        assertThat(one.text("/server/OS-EXT-SRV-ATTR:user_data")).isEqualTo(told);
        assertThat(all.at("/servers")).anySatisfy(shown -> {
            assertThat(shown.path("id").asText()).isEqualTo(id);
            assertThat(shown.path("OS-EXT-SRV-ATTR:user_data").asText()).isEqualTo(told);
        });
        assertThat(tenancy.send("GET", "compute", "/servers/" + id, NOTHING, "compute 2.2")
                        .at("/server")
                        .has("OS-EXT-SRV-ATTR:user_data"))
                .isFalse();
    }

    @Test
    void takesUserDataOfSoManyCharacters() {
        Reply longest = boot(Json.object("imageRef", image, "networks", "none", "user_data", "A".repeat(65_532)))
                .is(202);
        tenancy.forget("compute", "/servers/" + longest.text("/server/id"));

        Reply longer = boot(Json.object("imageRef", image, "networks", "none", "user_data", "A".repeat(65_536)))
                .is(400);

        assertThat(longer.text("/badRequest/message"))
                .startsWith("Invalid input for field/attribute user_data. Value: AAAA")
                .endsWith("A' is too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh", "AAA", "A"})
    void refusesUserDataThatIsNoBase64(String text) {
        Reply reply = boot(Json.object("imageRef", image, "networks", "none", "user_data", text))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo("Invalid input for field/attribute user_data. Value: " + text + ". '" + text
                        + "' is not a 'base64'");
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        Reply reply = boot(Json.object("imageRef", image, "networks", "none", "key_name", "zzz"))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Invalid key_name provided.");
    }

    @Test
    void refusesAGroupThatIsNotThere() {
        Reply reply = boot(Json.object(
                        "imageRef", image,
                        "networks", List.of(Json.object("uuid", network)),
                        "security_groups", List.of(Json.object("name", "zzz"))))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Unable to find security_group with name or id 'zzz'");
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        boot(Json.object("imageRef", ABSENT, "networks", "none")).is(400);
    }

    @Test
    void refusesAServerOfNothing() {
        boot(Json.object("networks", "none")).is(400);
    }

    @Test
    void refusesNewerClientsThatNameNoNetworks() {
        Reply reply = boot(Json.object("imageRef", image)).is(400);

        assertThat(reply.text("/badRequest/message")).contains("'networks' is a required property");
    }

    @Test
    void endsInAFaultIfNoHostTakesIt() {
        String huge = tenancy.make(
                "compute",
                "flavors",
                "flavor",
                Json.object("name", tenancy.name("huge"), "ram", 40_000, "vcpus", 1, "disk", 900_000));
        Reply accepted = boot(Json.object("imageRef", image, "networks", "none", "flavorRef", huge))
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
        Reply accepted = boot(Json.object("imageRef", image, "networks", "none", "flavorRef", choosy))
                .is(202);
        String path = "/servers/" + accepted.text("/server/id");
        tenancy.forget("compute", path);

        tenancy.await("compute", path, "/server/status", "ERROR");
        assertThat(tenancy.get("compute", path).text("/server/fault/message")).startsWith("No valid host was found.");
    }

    @Test
    void stopsAServerByAndByAndOnce() {
        String id = server(Json.object("imageRef", image, "networks", "none"));
        act(id, "os-stop").is(202);
        tenancy.await("compute", "/servers/" + id, "/server/status", "SHUTOFF");

        Reply reply = act(id, "os-stop").is(409);

        assertThat(reply.text("/conflictingRequest/message"))
                .isEqualTo("Cannot 'stop' instance " + id + " while it is in vm_state stopped");
    }

    @Test
    void startsAServerThatWasStopped() {
        String id = server(Json.object("imageRef", image, "networks", "none"));
        act(id, "os-stop").is(202);
        tenancy.await("compute", "/servers/" + id, "/server/status", "SHUTOFF");

        act(id, "os-start").is(202);

        tenancy.await("compute", "/servers/" + id, "/server/status", "ACTIVE");
    }

    @Test
    void doesNotStartAServerThatRuns() {
        Reply reply = act(idle, "os-start").is(409);

        assertThat(reply.text("/conflictingRequest/message"))
                .isEqualTo("Cannot 'start' instance " + idle + " while it is in vm_state active");
    }

    @Test
    void attachesAndDetachesAVolumeByAndBy() {
        String id = server(Json.object("imageRef", image, "networks", "none"));
        String volume = volume(false);
        String path = "/servers/" + id + "/os-volume_attachments";

        Reply reply = tenancy.post("compute", path, Json.object("volumeAttachment", Json.object("volumeId", volume)))
                .is(200);

        assertThat(reply.text("/volumeAttachment/volumeId")).isEqualTo(volume);
        assertThat(reply.text("/volumeAttachment/serverId")).isEqualTo(id);
        assertThat(reply.text("/volumeAttachment/device")).matches("/dev/[sv]db");
        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "in-use");
        tenancy.delete("compute", path + "/" + volume).is(202);
        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "available");
        tenancy.delete("compute", path + "/" + volume).is(404);
    }

    @Test
    void doesNotDetachTheVolumeItRunsFrom() {
        String volume = volume(true);
        String id = server(Json.object("networks", "none", "block_device_mapping_v2", List.of(bootDisk(volume))));

        Reply reply = tenancy.delete("compute", "/servers/" + id + "/os-volume_attachments/" + volume)
                .is(400);

        assertThat(reply.text("/badRequest/message")).contains("Cannot detach a root device volume");
    }

    @Test
    void keepsAVolumeInUseFromBeingDeletedOrUnmanaged() {
        String volume = volume(true);
        server(Json.object("networks", "none", "block_device_mapping_v2", List.of(bootDisk(volume))));
        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "in-use");

        tenancy.delete("volume", "/volumes/" + volume).is(400);
        tenancy.post("volume", "/volumes/" + volume + "/action", Json.object("os-unmanage", Json.object()))
                .is(400);
    }

    @Test
    void addsAPortToAServer() {
        String id = server(Json.object("imageRef", image, "networks", "none"));
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));
        String path = "/servers/" + id + "/os-interface";

        tenancy.post("compute", path, Json.object("interfaceAttachment", Json.object("port_id", port)))
                .is(200);

        assertThat(tenancy.get("compute", path).is(200).at("/interfaceAttachments"))
                .extracting(attached -> attached.path("port_id").asText())
                .containsExactly(port);
        tenancy.delete("compute", path + "/" + port).is(202);
    }

    @Test
    void listsServersOfTheProject() {
        assertThat(tenancy.get("compute", "/servers").is(200).at("/servers"))
                .extracting(server -> server.path("id").asText())
                .contains(idle);
    }

    @Test
    void findsServersByName() {
        String name = tenancy.name("by-name");
        ObjectNode asked = Json.object("imageRef", image, "networks", "none", "name", name);
        String id = server(asked);

        assertThat(tenancy.get("compute", "/servers/detail?name=" + name)
                        .is(200)
                        .at("/servers"))
                .extracting(server -> server.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void refusesToFindServersByMetadata() {
        Reply reply = tenancy.get("compute", "/servers/detail?metadata=x").is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Invalid filter field: metadata.");
    }

    @Test
    void changesMetadata() {
        String path = "/servers/" + idle + "/metadata";

        Reply reply = tenancy.post("compute", path, Json.object("metadata", Json.object("more", "1")))
                .is(200);

        assertThat(reply.text("/metadata/more")).isEqualTo("1");
        assertThat(reply.text("/metadata/patchbay")).isEqualTo("key");
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
                                            "name", "x", "flavorRef", flavor, "imageRef", image, "networks", "none")),
                            VERSION)
                    .is(403);

            assertThat(reply.text("/forbidden/message"))
                    .isEqualTo("Quota exceeded for instances: Requested 1, but already used 0 of 0 instances");
        }
    }

    @Test
    void doesNotKnowAServerThatIsNotThere() {
        Reply reply = tenancy.get("compute", "/servers/" + ABSENT).is(404);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "itemNotFound",
                        Json.object("code", 404, "message", "Instance " + ABSENT + " could not be found.")));
    }

    @Test
    void doesNotDeleteAServerThatIsNotThere() {
        tenancy.delete("compute", "/servers/" + ABSENT).is(404);
    }

    private static JsonNode bootDisk(String volume) {
        return Json.object(
                "boot_index",
                0,
                "uuid",
                volume,
                "source_type",
                "volume",
                "destination_type",
                "volume",
                "delete_on_termination",
                false);
    }

    private static Reply boot(ObjectNode more) {
        ObjectNode asked = Json.object("name", tenancy.name("server"), "flavorRef", flavor);
        return tenancy.send("POST", "compute", "/servers", Json.object("server", asked.setAll(more)), VERSION);
    }

    private static String server(ObjectNode more) {
        String id = boot(more).is(202).text("/server/id");
        tenancy.forget("compute", "/servers/" + id);
        tenancy.await("compute", "/servers/" + id, "/server/status", "ACTIVE");
        return id;
    }

    private static void delete(String id) {
        tenancy.delete("compute", "/servers/" + id).is(204);
        tenancy.await("compute", "/servers/" + id, "", "404");
    }

    private static Reply act(String id, String action) {
        return tenancy.post("compute", "/servers/" + id + "/action", Json.object(action, null));
    }

    private static String volume(boolean bootable) {
        String id = tenancy.make(
                "volume",
                "volumes",
                "volume",
                Json.object("name", tenancy.name("volume"), "size", 1, "volume_type", VolumeContractTest.type()));
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
        if (bootable) {
            tenancy.post(
                            "volume",
                            "/volumes/" + id + "/action",
                            Json.object("os-set_bootable", Json.object("bootable", true)))
                    .is(200);
        }
        return id;
    }
}
