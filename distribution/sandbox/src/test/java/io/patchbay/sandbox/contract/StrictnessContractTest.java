package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the services refuse although it is nearly right, and what they leave behind, sandbox or real. */
class StrictnessContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

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
    void makesNoProjectInADomainThatIsNotThere() {
        tenancy.post(
                        "identity",
                        "/projects",
                        Json.object("project", Json.object("name", tenancy.name("x"), "domain_id", "nope")))
                .is(400);
    }

    @Test
    void addsATagToAProjectOnlyOnce() {
        String path = "/projects/" + tenancy.project() + "/tags/once";
        tenancy.put("identity", path, NOTHING).is(201);

        assertThat(tenancy.put("identity", path, NOTHING).is(400).text("/error/message"))
                .contains("has non-unique elements");
    }

    @Test
    void takesNoWordForATruthValue() {
        Reply reply = tenancy.post(
                        "network", "/networks", Json.object("network", Json.object("admin_state_up", "maybe")))
                .is(400);

        assertThat(reply.text("/NeutronError/message"))
                .isEqualTo("Invalid input for operation: 'maybe' cannot be converted to boolean.");
    }

    @Test
    void refusesAVeryLongName() {
        tenancy.post("network", "/networks", Json.object("network", Json.object("name", "x".repeat(256))))
                .is(400);
    }

    @Test
    void findsNoPageAfterANetworkThatIsNotThere() {
        tenancy.get("network", "/networks?limit=1&marker=" + ABSENT).is(404);
    }

    @Test
    void refusesALimitThatIsNoNumber() {
        assertThat(tenancy.get("network", "/networks?limit=x").is(400).text("/NeutronError/type"))
                .isEqualTo("BadRequest");
        tenancy.get("compute", "/servers?limit=x").is(400);
        tenancy.get("volume", "/volumes?limit=x").is(400);
    }

    @Test
    void refusesAProtocolThatIsNone() {
        assertThat(rule(Json.object("direction", "ingress", "protocol", "foo"))
                        .is(400)
                        .text("/NeutronError/type"))
                .isEqualTo("SecurityGroupRuleInvalidProtocol");
    }

    @Test
    void refusesAnIpVersionThatIsNone() {
        assertThat(rule(Json.object("direction", "ingress", "ethertype", "IPv5"))
                        .is(400)
                        .text("/NeutronError/type"))
                .isEqualTo("SecurityGroupRuleInvalidEtherType");
    }

    @Test
    void refusesAPortNumberThatIsNone() {
        JsonNode asked =
                Json.object("direction", "ingress", "protocol", "tcp", "port_range_min", 5, "port_range_max", 70_000);

        assertThat(rule(asked).is(400).text("/NeutronError/message")).isEqualTo("Invalid value for port 70000");
    }

    @Test
    void refusesARangeOfRulesThatIsNone() {
        assertThat(rule(Json.object("direction", "ingress", "remote_ip_prefix", "zz"))
                        .is(400)
                        .text("/NeutronError/type"))
                .isEqualTo("InvalidCIDR");
    }

    @Test
    void takesAnAddressForARange() {
        Reply reply = rule(Json.object("direction", "ingress", "remote_ip_prefix", "10.1.2.3"))
                .is(201);

        assertThat(reply.text("/security_group_rule/remote_ip_prefix")).startsWith("10.1.2.3");
    }

    @Test
    void refusesMembersOfAFlavorThatItDoesNotKnow() {
        JsonNode asked = Json.object("name", tenancy.name("f"), "ram", 1, "disk", 1, "vcpus", 1, "foo", 1);

        assertThat(tenancy.post("compute", "/flavors", Json.object("flavor", asked))
                        .is(400)
                        .text("/badRequest/message"))
                .contains("Additional properties are not allowed ('foo' was unexpected)");
    }

    @Test
    void refusesQuotasThatThereAreNot() {
        String path = "/os-quota-sets/" + tenancy.project();
        JsonNode asked = Json.object("quota_set", Json.object("foo", 1));

        tenancy.put("compute", path, asked).is(400);
        assertThat(tenancy.put("volume", path, asked).is(400).text("/badRequest/message"))
                .isEqualTo("Invalid input received: Bad key(s) in quota set: foo");
        tenancy.put("network", "/quotas/" + tenancy.project(), Json.object("quota", Json.object("foo", 1)))
                .is(400);
    }

    @Test
    void looksAtTheActionBeforeTheServer() {
        Reply reply = tenancy.post("compute", "/servers/" + ABSENT + "/action", Json.object("dance", null))
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("There is no such action: dance");
    }

    @Test
    void refusesAZoneThatIsNotThere() {
        String image = tenancy.get("image", "/images?name=blank").text("/images/0/id");
        JsonNode asked = Json.object(
                "name", "x", "flavorRef", "1", "imageRef", image, "networks", "none", "availability_zone", "mars");
        Reply reply = tenancy.send("POST", "compute", "/servers", Json.object("server", asked), "compute 2.79")
                .is(400);

        assertThat(reply.text("/badRequest/message")).isEqualTo("The requested availability zone is not available");
        JsonNode volume = Json.object("size", 1, "availability_zone", "mars");
        assertThat(tenancy.post("volume", "/volumes", Json.object("volume", volume))
                        .is(400)
                        .text("/badRequest/message"))
                .isEqualTo("Availability zone 'mars' is invalid.");
    }

    @Test
    void tellsWhereAVolumeIsOnlyOnceItIsThere() {
        Reply reply = tenancy.post("volume", "/volumes", Json.object("volume", Json.object("size", 1)))
                .is(202);
        String path = "/volumes/" + reply.text("/volume/id");
        tenancy.forget("volume", path);
        Reply seen = tenancy.await("volume", path, "/volume/status", "available");

        assertThat(reply.body().path("volume").has("os-vol-host-attr:host")).isFalse();
        assertThat(seen.body().path("volume").has("os-vol-host-attr:host")).isTrue();
    }

    @Test
    void refusesToImportAsATypeThatIsNotThere() {
        String host = tenancy.get("volume", "/scheduler-stats/get_pools").text("/pools/0/name");
        JsonNode asked = Json.object("host", host, "ref", Json.object("source-name", "q"), "volume_type", "zzz");

        assertThat(tenancy.post("volume", "/os-volume-manage", Json.object("volume", asked))
                        .is(400)
                        .text("/badRequest/message"))
                .isEqualTo("Invalid volume type: Cannot find requested 'zzz' volume type");
    }

    @Test
    void listsNoFilesOfAHostThatIsNotThere() {
        tenancy.get("volume", "/os-volume-manage?host=zz").is(404);
        tenancy.get("volume", "/os-volume-manage").is(400);
    }

    @Test
    void letsNobodyButNovaDetachItsVolumes() {
        String image = tenancy.get("image", "/images?name=blank").text("/images/0/id");
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
        JsonNode asked = Json.object(
                "name",
                tenancy.name("s"),
                "flavorRef",
                "1",
                "networks",
                "none",
                "block_device_mapping_v2",
                List.of(disk));
        String server = tenancy.send("POST", "compute", "/servers", Json.object("server", asked), "compute 2.79")
                .is(202)
                .text("/server/id");
        tenancy.forget("compute", "/servers/" + server);
        tenancy.await("compute", "/servers/" + server, "/server/status", "ACTIVE");
        String volume = tenancy.get("compute", "/servers/" + server + "/os-volume_attachments")
                .text("/volumeAttachments/0/volumeId");

        Reply reply = tenancy.post("volume", "/volumes/" + volume + "/action", Json.object("os-detach", Json.object()))
                .is(409);

        assertThat(reply.text("/conflictingRequest/message"))
                .isEqualTo("ConflictNovaUsingAttachment: Detach volume from instance " + server
                        + " using the Compute API");
    }

    @Test
    void leavesOrphansOfADeletedProjectAndHeedsItsToken() {
        Tenancy passing = Tenancy.open();
        String network = passing.post("network", "/networks", Json.object("network", Json.object("name", "orphan")))
                .text("/network/id");
        String group = passing.get("network", "/security-groups?project_id=" + passing.project())
                .text("/security_groups/0/id");

        tenancy.delete("identity", "/projects/" + passing.project()).is(204);

        passing.get("network", "/networks/" + network).is(200);
        tenancy.delete("network", "/networks/" + network).is(204);
        tenancy.delete("network", "/security-groups/" + group).is(204);
    }

    @Test
    void knowsTagsOfServersOnlyFromTheirMicroversionOn() {
        String url = tenancy.base("compute") + "/servers/" + ABSENT + "/tags";

        tenancy.exchange("GET", url, NOTHING, Map.of("X-Auth-Token", tenancy.token()))
                .is(404);
    }

    private static Reply rule(JsonNode asked) {
        String group = tenancy.get("network", "/security-groups?project_id=" + tenancy.project())
                .text("/security_groups/0/id");
        com.fasterxml.jackson.databind.node.ObjectNode rule = asked.deepCopy();
        rule.put("security_group_id", group);
        return tenancy.post("network", "/security-group-rules", Json.object("security_group_rule", rule));
    }
}
