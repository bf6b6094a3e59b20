package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Cinder answers about itself, sandbox or real: its versions, types, pools and quotas, and who may ask. */
class VolumeServiceContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();

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
        String root = tenancy.base("volume").replaceAll("/v3/.*", "/");
        Reply reply = tenancy.exchange("GET", root, NOTHING, Map.of()).is(300);

        JsonNode third = reply.at("/versions/" + (reply.at("/versions").size() - 1));
        assertThat(third.path("id").asText()).isEqualTo("v3.0");
        assertThat(third.path("min_version").asText()).isEqualTo("3.0");
        assertThat(third.path("version").asText()).isEqualTo("3.70");
    }

    @Test
    void answersAsTheLeastMicroversion() {
        assertThat(tenancy.get("volume", "/volumes").header("OpenStack-API-Version"))
                .isEqualTo("volume 3.0");
    }

    @Test
    void answersAsTheMicroversionThatIsAskedFor() {
        assertThat(tenancy.send("GET", "volume", "/volumes", NOTHING, "volume 3.60")
                        .header("OpenStack-API-Version"))
                .isEqualTo("volume 3.60");
    }

    @Test
    void refusesAMicroversionThatIsNotThere() {
        Reply reply = tenancy.send("GET", "volume", "/volumes", NOTHING, "volume 3.999")
                .is(406);

        assertThat(reply.text("/computeFault/message"))
                .isEqualTo("Version 3.999 is not supported by the API. Minimum is 3.0 and maximum is 3.70.");
    }

    @Test
    void refusesWhoHasNoToken() {
        Reply reply = tenancy.exchange("GET", tenancy.base("volume") + "/volumes", NOTHING, Map.of())
                .is(401);

        assertThat(reply.text("/error/message")).isEqualTo("The request you have made requires authentication.");
    }

    @Test
    void listsTypes() {
        assertThat(tenancy.get("volume", "/types").is(200).at("/volume_types"))
                .extracting(found -> found.path("name").asText())
                .contains("fast", "slow");
    }

    @Test
    void listsPools() {
        Reply reply =
                tenancy.get("volume", "/scheduler-stats/get_pools?detail=true").is(200);

        assertThat(reply.at("/pools"))
                .extracting(found -> found.path("name").asText())
                .allMatch(name -> name.matches(".+@.+#.+"));
        assertThat(reply.at("/pools/0/capabilities/total_capacity_gb").asInt()).isPositive();
    }

    @Test
    void keepsToTheQuotaOfVolumes() {
        try (Tenancy poor = Tenancy.open()) {
            poor.put("volume", "/os-quota-sets/" + poor.project(), Json.object("quota_set", Json.object("volumes", 0)))
                    .is(200);

            Reply reply = poor.post("volume", "/volumes", Json.object("volume", Json.object("size", 1)))
                    .is(413);

            assertThat(reply.text("/overLimit/message"))
                    .isEqualTo(
                            "VolumeLimitExceeded: Maximum number of volumes allowed (0) exceeded for quota 'volumes'.");
        }
    }

    @Test
    void keepsToTheQuotaOfGigabytes() {
        try (Tenancy poor = Tenancy.open()) {
            poor.put(
                            "volume",
                            "/os-quota-sets/" + poor.project(),
                            Json.object("quota_set", Json.object("gigabytes", 1)))
                    .is(200);

            Reply reply = poor.post("volume", "/volumes", Json.object("volume", Json.object("size", 2)))
                    .is(413);

            assertThat(reply.text("/overLimit/message"))
                    .isEqualTo(
                            "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 2G, quota is 1G and 0G has been consumed.");
        }
    }

    @Test
    void tellsItsUsualQuotas() {
        Reply reply = tenancy.get("volume", "/os-quota-sets/" + tenancy.project() + "/defaults")
                .is(200);

        assertThat(reply.at("/quota_set/volumes").asInt()).isEqualTo(10);
        assertThat(reply.at("/quota_set/gigabytes").asInt()).isEqualTo(1000);
        assertThat(reply.at("/quota_set/snapshots").asInt()).isEqualTo(10);
    }

    @Test
    void refusesAPathOfAnotherProject() {
        String other = tenancy.base("volume").replace(tenancy.project(), "0123456789abcdef0123456789abcdef");

        tenancy.exchange("GET", other + "/volumes", NOTHING, Map.of("X-Auth-Token", tenancy.token()))
                .is(400);
    }

    @Test
    void knowsNoOtherPaths() {
        tenancy.get("volume", "/nothing-of-that-name").is(404);
    }
}
