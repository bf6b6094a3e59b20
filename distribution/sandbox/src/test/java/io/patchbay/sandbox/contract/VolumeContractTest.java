package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Cinder answers about volumes and snapshots, sandbox or real. */
class VolumeContractTest {
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";
    private static final String UNSUITABLE =
            "Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.";

    private static Tenancy tenancy;
    private static String shared;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        tenancy.put(
                        "volume",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("volumes", 100)))
                .is(200);
        shared = volume(Json.object());
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void createsAVolumeByAndBy() {
        Reply reply = tenancy.post(
                        "volume",
                        "/volumes",
                        Json.object(
                                "volume",
                                Json.object(
                                        "name",
                                        tenancy.name("v"),
                                        "size",
                                        1,
                                        "volume_type",
                                        type(),
                                        "metadata",
                                        Json.object("k", "v"))))
                .is(202);
        String path = "/volumes/" + reply.text("/volume/id");
        tenancy.forget("volume", path);

        assertThat(reply.text("/volume/status")).isEqualTo("creating");
        assertThat(reply.text("/volume/bootable")).isEqualTo("false");
        assertThat(reply.at("/volume/size").asInt()).isEqualTo(1);
        assertThat(reply.text("/volume/metadata/k")).isEqualTo("v");
        assertThat(reply.at("/volume/attachments")).isEmpty();
        assertThat(reply.text("/volume/volume_type")).isEqualTo(type());
        assertThat(reply.text("/volume/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        tenancy.await("volume", path, "/volume/status", "available");
    }

    @Test
    void tellsWhoseAndWhereAVolumeIs() {
        Reply reply = tenancy.get("volume", "/volumes/" + shared).is(200);

        assertThat(reply.text("/volume/os-vol-tenant-attr:tenant_id")).isEqualTo(tenancy.project());
        assertThat(reply.text("/volume/os-vol-host-attr:host")).isEqualTo(pool());
    }

    @Test
    void makesAVolumeOfAnImageBootable() {
        String image = tenancy.get("image", "/images?name=blank").text("/images/0/id");
        String id = volume(Json.object("imageRef", image));

        assertThat(tenancy.get("volume", "/volumes/" + id).text("/volume/bootable"))
                .isEqualTo("true");
    }

    @Test
    void refusesAVolumeWithoutSize() {
        create(Json.object("name", "x", "size", null)).is(400);
    }

    @Test
    void refusesAVolumeOfNoSize() {
        Reply reply = create(Json.object("size", 0)).is(400);

        assertThat(reply.text("/badRequest/message")).startsWith("Invalid input for field/attribute size. Value: 0.");
    }

    @Test
    void refusesATypeThatIsNotThere() {
        Reply reply = create(Json.object("size", 1, "volume_type", "nothing")).is(404);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "itemNotFound",
                        Json.object("code", 404, "message", "Volume type with name nothing could not be found.")));
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        assertThat(create(Json.object("size", 1, "imageRef", ABSENT)).is(400).text("/badRequest/message"))
                .isEqualTo("Invalid image identifier or unable to access requested image.");
    }

    @Test
    void doesNotKnowAVolumeThatIsNotThere() {
        Reply reply = tenancy.get("volume", "/volumes/" + ABSENT).is(404);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "itemNotFound",
                        Json.object("code", 404, "message", "Volume " + ABSENT + " could not be found.")));
    }

    @Test
    void doesNotDeleteAVolumeThatIsNotThere() {
        tenancy.delete("volume", "/volumes/" + ABSENT).is(404);
    }

    @Test
    void deletesAVolumeByAndBy() {
        String path = "/volumes/" + volume(Json.object());
        tenancy.delete("volume", path).is(202);

        tenancy.await("volume", path, "", "404");
    }

    @Test
    void findsVolumesByMetadata() {
        String key = tenancy.name("key");
        String id = volume(Json.object("metadata", Json.object("patchbay", key)));

        for (String filter : List.of("{'patchbay': '" + key + "'}", "{\"patchbay\": \"" + key + "\"}")) {
            String query = URLEncoder.encode(filter, StandardCharsets.UTF_8);
            assertThat(tenancy.get("volume", "/volumes/detail?metadata=" + query)
                            .is(200)
                            .at("/volumes"))
                    .extracting(volume -> volume.path("id").asText())
                    .containsExactly(id);
        }
    }

    @Test
    void findsVolumesByName() {
        String name = tenancy.name("by-name");
        String id = volume(Json.object("name", name));

        assertThat(tenancy.get("volume", "/volumes?name=" + name).at("/volumes"))
                .extracting(volume -> volume.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void addsMetadata() {
        String path = "/volumes/" + volume(Json.object("metadata", Json.object("a", "1"))) + "/metadata";

        Reply reply = tenancy.post("volume", path, Json.object("metadata", Json.object("b", "2")))
                .is(200);

        assertThat(reply.body()).isEqualTo(Json.object("metadata", Json.object("a", "1", "b", "2")));
    }

    @Test
    void replacesMetadata() {
        String path = "/volumes/" + volume(Json.object("metadata", Json.object("a", "1"))) + "/metadata";

        Reply reply = tenancy.put("volume", path, Json.object("metadata", Json.object("b", "2")))
                .is(200);

        assertThat(reply.body()).isEqualTo(Json.object("metadata", Json.object("b", "2")));
    }

    @Test
    void makesAVolumeBootable() {
        String id = volume(Json.object());

        act(id, "os-set_bootable", Json.object("bootable", true)).is(200);

        assertThat(tenancy.get("volume", "/volumes/" + id).text("/volume/bootable"))
                .isEqualTo("true");
    }

    @Test
    void extendsAVolumeByAndBy() {
        String id = volume(Json.object());

        act(id, "os-extend", Json.object("new_size", 2)).is(202);

        Reply reply = tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
        assertThat(reply.at("/volume/size").asInt()).isEqualTo(2);
    }

    @Test
    void doesNotMakeAVolumeSmaller() {
        Reply reply = act(shared, "os-extend", Json.object("new_size", 1)).is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo(
                        "Invalid input received: New size for extend must be greater than current size. (current: 1, extended: 1).");
    }

    @Test
    void changesAName() {
        String id = volume(Json.object());

        Reply reply = tenancy.put("volume", "/volumes/" + id, Json.object("volume", Json.object("name", "other")))
                .is(200);

        assertThat(reply.text("/volume/name")).isEqualTo("other");
    }

    @Test
    void takesASnapshotByAndBy() {
        String id = snapshot(volume(Json.object()));

        Reply reply = tenancy.await("volume", "/snapshots/" + id, "/snapshot/status", "available");

        assertThat(reply.at("/snapshot/size").asInt()).isEqualTo(1);
        tenancy.delete("volume", "/snapshots/" + id).is(202);
        tenancy.await("volume", "/snapshots/" + id, "", "404");
    }

    @Test
    void doesNotDeleteAVolumeWithSnapshots() {
        String volume = volume(Json.object());
        tenancy.await("volume", "/snapshots/" + snapshot(volume), "/snapshot/status", "available");

        Reply reply = tenancy.delete("volume", "/volumes/" + volume).is(400);

        assertThat(reply.body()).isEqualTo(Json.object("badRequest", Json.object("code", 400, "message", UNSUITABLE)));
    }

    @Test
    void findsSnapshotsOfAVolume() {
        String volume = volume(Json.object());
        String id = snapshot(volume);
        tenancy.await("volume", "/snapshots/" + id, "/snapshot/status", "available");

        assertThat(tenancy.get("volume", "/snapshots/detail?volume_id=" + volume)
                        .at("/snapshots"))
                .extracting(snapshot -> snapshot.path("id").asText())
                .containsExactly(id);
    }

    static String type() {
        return "fast";
    }

    private static String pool() {
        return tenancy.get("volume", "/scheduler-stats/get_pools").at("/pools").findValuesAsText("name").stream()
                .filter(name -> name.endsWith("#" + type()))
                .findFirst()
                .orElseThrow();
    }

    private static Reply create(ObjectNode asked) {
        return tenancy.post("volume", "/volumes", Json.object("volume", asked));
    }

    private static Reply act(String volume, String action, JsonNode asked) {
        return tenancy.post("volume", "/volumes/" + volume + "/action", Json.object(action, asked));
    }

    private static String volume(ObjectNode more) {
        ObjectNode asked = Json.object("name", tenancy.name("volume"), "size", 1, "volume_type", type());
        String id = tenancy.make("volume", "volumes", "volume", asked.setAll(more));
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
        return id;
    }

    private static String snapshot(String volume) {
        return tenancy.make(
                "volume", "snapshots", "snapshot", Json.object("volume_id", volume, "name", tenancy.name("s")));
    }
}
