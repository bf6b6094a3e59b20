package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Nova answers about versions, flavors, keys and quotas, sandbox or real. */
class ComputeContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICq1nB9jEwQHbT9xJW5mR7oSjTjv3m7iU0XJ6sYvD2aR contract";

    private static Tenancy tenancy;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void tellsItsVersions() {
        Reply reply = tenancy.exchange("GET", tenancy.base("compute"), NOTHING, Map.of())
                .is(200);

        assertThat(reply.text("/version/min_version")).isEqualTo("2.1");
        assertThat(reply.text("/version/version")).isEqualTo("2.93");
    }

    @Test
    void answersAsTheLeastMicroversion() {
        Reply reply = tenancy.get("compute", "/flavors");

        assertThat(reply.header("OpenStack-API-Version")).isEqualTo("compute 2.1");
        assertThat(reply.header("X-OpenStack-Nova-API-Version")).isEqualTo("2.1");
    }

    @Test
    void refusesAMicroversionThatIsNotThere() {
        Reply reply = tenancy.send("GET", "compute", "/flavors", NOTHING, "compute 2.999")
                .is(406);

        assertThat(reply.text("/computeFault/message"))
                .isEqualTo("Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.93.");
    }

    @Test
    void refusesAMicroversionThatIsNone() {
        tenancy.send("GET", "compute", "/flavors", NOTHING, "compute two").is(400);
    }

    @Test
    void refusesWhoHasNoToken() {
        Reply reply = tenancy.exchange("GET", tenancy.base("compute") + "/servers", NOTHING, Map.of())
                .is(401);

        assertThat(reply.text("/error/message")).isEqualTo("The request you have made requires authentication.");
    }

    @Test
    void makesAFlavor() {
        Reply reply = tenancy.post(
                        "compute",
                        "/flavors",
                        Json.object(
                                "flavor",
                                Json.object(
                                        "name",
                                        tenancy.name("f"),
                                        "ram",
                                        256,
                                        "vcpus",
                                        1,
                                        "disk",
                                        1,
                                        "swap",
                                        0,
                                        "OS-FLV-EXT-DATA:ephemeral",
                                        0)))
                .is(200);
        tenancy.forget("compute", "/flavors/" + reply.text("/flavor/id"));

        assertThat(reply.at("/flavor/ram").asInt()).isEqualTo(256);
        assertThat(reply.at("/flavor/swap").asText()).isEmpty();
        assertThat(reply.at("/flavor/swap").isTextual()).isTrue();
        assertThat(reply.at("/flavor/os-flavor-access:is_public").asBoolean()).isTrue();
        assertThat(reply.at("/flavor/rxtx_factor").asDouble()).isEqualTo(1.0);
        assertThat(reply.text("/flavor/id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void showsMoreOfAFlavorToNewerClients() {
        String path = "/flavors/" + flavor("newer");

        Reply reply =
                tenancy.send("GET", "compute", path, NOTHING, "compute 2.75").is(200);

        assertThat(reply.at("/flavor/swap").isNumber()).isTrue();
        assertThat(reply.at("/flavor/description").isNull()).isTrue();
        assertThat(reply.at("/flavor/extra_specs").isObject()).isTrue();
    }

    @Test
    void refusesAFlavorOfAKnownName() {
        flavor("twin");

        Reply reply = tenancy.post("compute", "/flavors", flavorAsked("twin")).is(409);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "conflictingRequest",
                        Json.object(
                                "code",
                                409,
                                "message",
                                "Flavor with name " + tenancy.name("twin") + " already exists.")));
    }

    @Test
    void refusesAFlavorOfAKnownId() {
        ObjectNode asked = (ObjectNode) flavorAsked("id").path("flavor");
        asked.put("id", flavor("id-of"));

        Reply reply = tenancy.post("compute", "/flavors", Json.object("flavor", asked))
                .is(409);

        assertThat(reply.text("/conflictingRequest/message")).startsWith("Flavor with ID ");
    }

    @Test
    void refusesAFlavorWithoutMemory() {
        ObjectNode asked = (ObjectNode) flavorAsked("poor").path("flavor");
        asked.put("ram", 0);

        Reply reply = tenancy.post("compute", "/flavors", Json.object("flavor", asked))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .isEqualTo("Invalid input for field/attribute ram. Value: 0. 0 is less than the minimum of 1");
    }

    @Test
    void deletesAFlavorOnce() {
        String path = "/flavors/" + flavor("gone");
        tenancy.delete("compute", path).is(202);

        Reply reply = tenancy.delete("compute", path).is(404);

        assertThat(reply.text("/itemNotFound/message"))
                .isEqualTo("Flavor " + path.substring(path.lastIndexOf('/') + 1) + " could not be found.");
    }

    @Test
    void addsExtraSpecs() {
        String path = "/flavors/" + flavor("specs") + "/os-extra_specs";

        Reply reply = tenancy.post(
                        "compute", path, Json.object("extra_specs", Json.object("hw:cpu_policy", "shared", "p:k", "v")))
                .is(200);

        assertThat(reply.body())
                .isEqualTo(Json.object("extra_specs", Json.object("hw:cpu_policy", "shared", "p:k", "v")));
        assertThat(tenancy.get("compute", path).is(200).body()).isEqualTo(reply.body());
    }

    @Test
    void changesAnExtraSpec() {
        String path = "/flavors/" + flavor("spec") + "/os-extra_specs";
        tenancy.post("compute", path, Json.object("extra_specs", Json.object("p:k", "v")))
                .is(200);

        tenancy.put("compute", path + "/p:k", Json.object("p:k", "w")).is(200);

        assertThat(tenancy.get("compute", path + "/p:k").is(200).body()).isEqualTo(Json.object("p:k", "w"));
    }

    @Test
    void takesAnExtraSpecAwayOnce() {
        String path = "/flavors/" + flavor("unspec") + "/os-extra_specs";
        tenancy.post("compute", path, Json.object("extra_specs", Json.object("p:k", "v")))
                .is(200);

        tenancy.delete("compute", path + "/p:k").is(200);
        tenancy.delete("compute", path + "/p:k").is(404);
    }

    @Test
    void importsAKey() {
        Reply reply =
                tenancy.post("compute", "/os-keypairs", keyAsked("import")).is(200);
        tenancy.forget("compute", "/os-keypairs/" + tenancy.name("import"));

        assertThat(reply.text("/keypair/name")).isEqualTo(tenancy.name("import"));
        assertThat(reply.text("/keypair/public_key")).isEqualTo(KEY);
        assertThat(reply.text("/keypair/fingerprint")).matches("[0-9a-f]{2}(:[0-9a-f]{2}){15}");
        assertThat(reply.text("/keypair/user_id")).isEqualTo(tenancy.user());
        assertThat(reply.body().path("keypair").has("private_key")).isFalse();
    }

    @Test
    void answersNewerClientsAboutKeysWithOtherCodes() {
        String path = "/os-keypairs/" + tenancy.name("newer");
        Reply reply = tenancy.send("POST", "compute", "/os-keypairs", keyAsked("newer"), "compute 2.2")
                .is(201);

        assertThat(reply.text("/keypair/type")).isEqualTo("ssh");
        tenancy.send("DELETE", "compute", path, NOTHING, "compute 2.2").is(204);
    }

    @Test
    void refusesAKeyOfAKnownName() {
        tenancy.post("compute", "/os-keypairs", keyAsked("twin")).is(200);
        tenancy.forget("compute", "/os-keypairs/" + tenancy.name("twin"));

        Reply reply = tenancy.post("compute", "/os-keypairs", keyAsked("twin")).is(409);

        assertThat(reply.text("/conflictingRequest/message"))
                .isEqualTo("Key pair '" + tenancy.name("twin") + "' already exists.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no key",
                "ssh-rsa nonsense",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAICq1nB9jEwQHbT9xJW5mR7oSjTjv3m7iU0XJ6sYvD2aR"
            })
    void refusesAKeyThatIsNone(String key) {
        Reply reply = tenancy.post(
                        "compute",
                        "/os-keypairs",
                        Json.object("keypair", Json.object("name", tenancy.name("none"), "public_key", key)))
                .is(400);

        assertThat(reply.text("/badRequest/message"))
                .startsWith("Keypair data is invalid: failed to generate fingerprint");
    }

    @Test
    void makesAKeyForOlderClients() {
        Reply reply = tenancy.post(
                        "compute", "/os-keypairs", Json.object("keypair", Json.object("name", tenancy.name("made"))))
                .is(200);
        tenancy.forget("compute", "/os-keypairs/" + tenancy.name("made"));

        assertThat(reply.text("/keypair/private_key")).contains("PRIVATE KEY");
        assertThat(reply.text("/keypair/public_key")).startsWith("ssh-");
    }

    @Test
    void makesNoKeyForNewestClients() {
        Reply reply = tenancy.send(
                        "POST",
                        "compute",
                        "/os-keypairs",
                        Json.object("keypair", Json.object("name", tenancy.name("unmade"))),
                        "compute 2.92")
                .is(400);

        assertThat(reply.text("/badRequest/message")).contains("'public_key' is a required property");
    }

    @Test
    void deletesAKeyOnce() {
        tenancy.post("compute", "/os-keypairs", keyAsked("gone")).is(200);
        String path = "/os-keypairs/" + tenancy.name("gone");
        tenancy.delete("compute", path).is(202);

        Reply reply = tenancy.delete("compute", path).is(404);

        assertThat(reply.text("/itemNotFound/message"))
                .isEqualTo("Keypair " + tenancy.name("gone") + " not found for user " + tenancy.user());
    }

    @Test
    void tellsItsUsualQuotas() {
        Reply reply =
                tenancy.get("compute", "/os-quota-sets/" + tenancy.project()).is(200);

        assertThat(reply.at("/quota_set/instances").asInt()).isEqualTo(10);
        assertThat(reply.at("/quota_set/cores").asInt()).isEqualTo(20);
        assertThat(reply.at("/quota_set/ram").asInt()).isEqualTo(51_200);
        assertThat(reply.at("/quota_set/key_pairs").asInt()).isEqualTo(100);
    }

    @Test
    void tellsZones() {
        assertThat(tenancy.get("compute", "/os-availability-zone").is(200).at("/availabilityZoneInfo"))
                .extracting(zone -> zone.path("zoneName").asText())
                .contains("nova");
    }

    @Test
    void tellsLimits() {
        Reply reply = tenancy.get("compute", "/limits").is(200);

        assertThat(reply.at("/limits/absolute/maxTotalInstances").asInt()).isEqualTo(10);
        assertThat(reply.at("/limits/absolute/totalInstancesUsed").asInt()).isZero();
    }

    @Test
    void marksEachAnswerWithAnId() {
        Reply reply = tenancy.get("compute", "/flavors");

        assertThat(reply.header("x-openstack-request-id")).matches("req-[0-9a-f-]{36}");
        assertThat(reply.header("x-compute-request-id")).matches("req-[0-9a-f-]{36}");
    }

    @Test
    void knowsNoOtherPaths() {
        tenancy.get("compute", "/nothing-of-that-name").is(404);
    }

    private static JsonNode flavorAsked(String name) {
        return Json.object("flavor", Json.object("name", tenancy.name(name), "ram", 256, "vcpus", 1, "disk", 1));
    }

    private static String flavor(String name) {
        return tenancy.make("compute", "flavors", "flavor", flavorAsked(name).path("flavor"));
    }

    private static JsonNode keyAsked(String name) {
        return Json.object("keypair", Json.object("name", tenancy.name(name), "public_key", KEY));
    }
}
