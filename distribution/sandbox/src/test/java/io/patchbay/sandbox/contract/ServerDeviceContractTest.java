package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Nova, Neutron and Cinder answer about the volumes and ports of servers, sandbox or real. */
class ServerDeviceContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();

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
    void bootsFromAVolumeOnAGivenPort() {
        String volume = project.volume(true);
        String port = tenancy.make(
                "network",
                "ports",
                "port",
                Json.object(
                        "network_id",
                        project.network(),
                        "mac_address",
                        "fa:16:3e:60:00:50",
                        "fixed_ips",
                        List.of(Json.object("ip_address", "10.60.0.50"))));
        String id = project.server(Json.object(
                "networks",
                List.of(Json.object("port", port)),
                "block_device_mapping_v2",
                List.of(ServerProject.bootDisk(volume))));

        Reply reply = tenancy.send("GET", "compute", "/servers/" + id, NOTHING, ServerProject.VERSION)
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
        String volume = project.volume(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", project.network()));
        String id = project.server(Json.object(
                "networks",
                List.of(Json.object("port", port)),
                "block_device_mapping_v2",
                List.of(ServerProject.bootDisk(volume))));

        project.delete(id);

        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "available");
        assertThat(tenancy.get("network", "/ports/" + port).is(200).text("/port/device_id"))
                .isEmpty();
    }

    @Test
    void deletesItsOwnPortWithAServer() {
        String id = project.server(
                Json.object("imageRef", project.image(), "networks", List.of(Json.object("uuid", project.network()))));
        String port = tenancy.get("network", "/ports?device_id=" + id).text("/ports/0/id");

        project.delete(id);

        tenancy.await("network", "/ports/" + port, "", "404");
    }

    @Test
    void makesAVolumeOfAnImage() {
        JsonNode disk = Json.object(
                "boot_index",
                0,
                "uuid",
                project.image(),
                "source_type",
                "image",
                "destination_type",
                "volume",
                "volume_size",
                1,
                "delete_on_termination",
                true);
        String id = project.server(Json.object("networks", "none", "block_device_mapping_v2", List.of(disk)));
        String volume = tenancy.get("compute", "/servers/" + id + "/os-volume_attachments")
                .is(200)
                .text("/volumeAttachments/0/volumeId");

        project.delete(id);

        tenancy.await("volume", "/volumes/" + volume, "", "404");
    }

    @Test
    void attachesAndDetachesAVolumeByAndBy() {
        String id = project.server(Json.object("imageRef", project.image(), "networks", "none"));
        String volume = project.volume(false);
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
        String volume = project.volume(true);
        String id = project.server(
                Json.object("networks", "none", "block_device_mapping_v2", List.of(ServerProject.bootDisk(volume))));

        Reply reply = tenancy.delete("compute", "/servers/" + id + "/os-volume_attachments/" + volume)
                .is(400);

        assertThat(reply.text("/badRequest/message")).contains("Cannot detach a root device volume");
    }

    @Test
    void keepsAVolumeInUseFromBeingDeletedOrUnmanaged() {
        String volume = project.volume(true);
        project.server(
                Json.object("networks", "none", "block_device_mapping_v2", List.of(ServerProject.bootDisk(volume))));
        tenancy.await("volume", "/volumes/" + volume, "/volume/status", "in-use");

        tenancy.delete("volume", "/volumes/" + volume).is(400);
        tenancy.post("volume", "/volumes/" + volume + "/action", Json.object("os-unmanage", Json.object()))
                .is(400);
    }

    @Test
    void addsAPortToAServer() {
        String id = project.server(Json.object("imageRef", project.image(), "networks", "none"));
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", project.network()));
        String path = "/servers/" + id + "/os-interface";

        tenancy.post("compute", path, Json.object("interfaceAttachment", Json.object("port_id", port)))
                .is(200);

        assertThat(tenancy.get("compute", path).is(200).at("/interfaceAttachments"))
                .extracting(attached -> attached.path("port_id").asText())
                .containsExactly(port);
        tenancy.delete("compute", path + "/" + port).is(202);
    }
}
