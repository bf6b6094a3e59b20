package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Cinder answers about files of a pool that become volumes, sandbox or real; of a real cloud the pool's folder must be known. */
class ImportContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private static Tenancy tenancy;
    private static Path folder;
    private static String host;

    @BeforeAll
    static void open() {
        assumeTrue(CloudUnderTest.get().poolFolder().isPresent());
        tenancy = Tenancy.open();
        folder = tenancy.cloud().poolFolder().orElseThrow();
        tenancy.put(
                        "volume",
                        "/os-quota-sets/" + tenancy.project(),
                        Json.object("quota_set", Json.object("volumes", 100)))
                .is(200);
        host = tenancy.get("volume", "/scheduler-stats/get_pools").at("/pools").findValuesAsText("name").stream()
                .filter(name -> name.endsWith("#fast"))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void close() {
        if (tenancy != null) {
            tenancy.close();
        }
    }

    @Test
    void importsAFileByAndByAndRenamesIt() throws IOException {
        String file = file("lun-import", 3);

        Reply reply = manage(file).is(202);
        String id = imported(reply);

        assertThat(reply.text("/volume/status")).isEqualTo("creating");
        assertThat(reply.at("/volume/size").asInt()).isZero();
        Reply seen = tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
        assertThat(seen.at("/volume/size").asInt()).isEqualTo(3);
        assertThat(seen.text("/volume/bootable")).isEqualTo("true");
        assertThat(folder.resolve("volume-" + id)).exists();
        assertThat(folder.resolve(file)).doesNotExist();
    }

    @Test
    void endsInAnErrorWithoutAWordIfThereIsNoSuchFile() {
        Reply reply = manage("no-such-file").is(202);
        String path = "/volumes/" + imported(reply);

        org.awaitility.Awaitility.await()
                .until(() -> tenancy.get("volume", path).text("/volume/status").equals("error"));

        assertThat(tenancy.send(
                                "GET",
                                "volume",
                                "/messages?resource_uuid=" + reply.text("/volume/id"),
                                NOTHING,
                                "volume 3.5")
                        .at("/messages"))
                .isEmpty();
        tenancy.delete("volume", path).is(202);
        tenancy.await("volume", path, "", "404");
    }

    @Test
    void endsInAnErrorIfTheReferenceHasNoName() {
        Reply reply = tenancy.post(
                        "volume",
                        "/os-volume-manage",
                        Json.object(
                                "volume",
                                Json.object(
                                        "host",
                                        host,
                                        "ref",
                                        Json.object("source-id", "7"),
                                        "name",
                                        "x",
                                        "volume_type",
                                        "fast")))
                .is(202);
        String path = "/volumes/" + imported(reply);

        org.awaitility.Awaitility.await()
                .until(() -> tenancy.get("volume", path).text("/volume/status").equals("error"));
    }

    @Test
    void refusesAHostThatIsNotThere() {
        Reply reply = tenancy.post(
                        "volume",
                        "/os-volume-manage",
                        Json.object(
                                "volume",
                                Json.object("host", "nohost@x#y", "ref", Json.object("source-name", "q"), "name", "q")))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("Host 'nohost@x#y' not found");
    }

    @Test
    void refusesAFileThatIsAVolumeAlready() throws IOException {
        String id = imported(manage(file("lun-twice", 1)));
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");

        Reply reply = manage("volume-" + id).is(400);

        assertThat(reply.text("/badRequest/message")).contains("already managed");
    }

    @Test
    void refusesWithoutAReference() {
        Reply reply = tenancy.post("volume", "/os-volume-manage", Json.object("volume", Json.object("host", host)))
                .is(400);

        assertThat(reply.text("/badRequest/message")).contains("'ref' is a required property");
    }

    @Test
    void keepsTheRenamedFileOfAnUnmanagedVolume() throws IOException {
        String id = imported(manage(file("lun-unmanage", 1)));
        String path = "/volumes/" + id;
        tenancy.await("volume", path, "/volume/status", "available");

        tenancy.post("volume", path + "/action", Json.object("os-unmanage", Json.object()))
                .is(202);

        tenancy.await("volume", path, "", "404");
        assertThat(folder.resolve("volume-" + id)).exists();
        Files.delete(folder.resolve("volume-" + id));
    }

    @Test
    void importsAnUnmanagedVolumeUnderANewId() throws IOException {
        String old = imported(manage(file("lun-again", 1)));
        String path = "/volumes/" + old;
        tenancy.await("volume", path, "/volume/status", "available");
        tenancy.post("volume", path + "/action", Json.object("os-unmanage", Json.object()))
                .is(202);
        tenancy.await("volume", path, "", "404");

        Reply reply = tenancy.send("POST", "volume", "/manageable_volumes", asked("volume-" + old), "volume 3.8")
                .is(202);

        String id = imported(reply);
        assertThat(id).isNotEqualTo(old);
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");
    }

    @Test
    void listsFilesThatCanBeImported() throws IOException {
        String file = file("lun-listed", 2);
        String query = "?limit=1000&host=" + host.replace("#", "%23");

        JsonNode listed = tenancy.send("GET", "volume", "/manageable_volumes/detail" + query, NOTHING, "volume 3.8")
                .is(200)
                .at("/manageable-volumes");

        JsonNode hit = entry(listed, file);
        assertThat(hit.path("safe_to_manage").asBoolean()).isTrue();
        assertThat(hit.path("size").asInt()).isEqualTo(2);
        assertThat(hit.path("reason_not_safe").isNull()).isTrue();
        Files.delete(folder.resolve(file));
    }

    @Test
    void listsVolumesAsAlreadyManaged() throws IOException {
        String id = imported(manage(file("lun-managed", 1)));
        tenancy.await("volume", "/volumes/" + id, "/volume/status", "available");

        JsonNode listed = tenancy.get("volume", "/os-volume-manage/detail?limit=1000&host=" + host.replace("#", "%23"))
                .is(200)
                .at("/manageable-volumes");

        JsonNode hit = entry(listed, "volume-" + id);
        assertThat(hit.path("safe_to_manage").asBoolean()).isFalse();
        assertThat(hit.path("cinder_id").asText()).isEqualTo(id);
    }

    @Test
    void knowsTheNewerPathOnlyFromItsMicroversionOn() {
        tenancy.get("volume", "/manageable_volumes?host=" + host.replace("#", "%23"))
                .is(404);
    }

    private static JsonNode entry(JsonNode listed, String file) {
        for (JsonNode entry : listed) {
            if (entry.at("/reference/source-name").asText().equals(file)) {
                return entry;
            }
        }
        throw new AssertionError(file + " is not listed: " + listed);
    }

    private static String file(String name, long gibibytes) throws IOException {
        String file = tenancy.name(name);
        try (RandomAccessFile made = new RandomAccessFile(folder.resolve(file).toFile(), "rw")) {
            made.setLength(gibibytes << 30);
        }
        return file;
    }

    private static ObjectNode asked(String file) {
        return Json.object(
                "volume",
                Json.object(
                        "host",
                        host,
                        "ref",
                        Json.object("source-name", file),
                        "name",
                        tenancy.name("imported"),
                        "volume_type",
                        "fast",
                        "bootable",
                        true,
                        "metadata",
                        Json.object("k", "v")));
    }

    private static Reply manage(String file) {
        return tenancy.post("volume", "/os-volume-manage", asked(file));
    }

    /** The id of a volume that was begun to be imported; it is deleted at the end. */
    private static String imported(Reply reply) {
        String id = reply.is(202).text("/volume/id");
        tenancy.forget("volume", "/volumes/" + id);
        return id;
    }
}
