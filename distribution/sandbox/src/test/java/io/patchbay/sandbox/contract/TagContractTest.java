package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about tags, sandbox or real. */
class TagContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static Tenancy tenancy;
    private static String network;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        network = network("shared");
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void replacesTags() {
        String id = network("tags");

        Reply reply = tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of("a", "b")))
                .is(200);

        assertThat(reply.at("/tags")).extracting(JsonNode::asText).containsExactlyInAnyOrder("a", "b");
        assertThat(tenancy.get("network", "/networks/" + id).at("/network/tags"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void tellsTags() {
        String id = network("tell");
        tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of("a")));

        assertThat(tenancy.get("network", "/networks/" + id + "/tags").is(200).body())
                .isEqualTo(Json.object("tags", List.of("a")));
    }

    @Test
    void addsAndTakesATag() {
        String path = "/networks/" + network("one-tag") + "/tags/x";

        tenancy.put("network", path, NOTHING).is(201);
        tenancy.get("network", path).is(204);
        tenancy.delete("network", path).is(204);
        assertThat(tenancy.get("network", path).is(404).text("/NeutronError/type"))
                .isEqualTo("TagNotFound");
    }

    @Test
    void findsResourcesByTag() {
        String tag = "patchbay:" + tenancy.name("key");
        String id = network("found");
        tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of(tag)));

        assertThat(tenancy.get("network", "/networks?tags=" + tag).at("/networks"))
                .extracting(found -> found.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void refusesATagThatIsTooLong() {
        String tooLong = "x".repeat(256);

        tenancy.put("network", "/networks/" + network + "/tags", Json.object("tags", List.of(tooLong)))
                .is(400);
    }

    @Test
    void takesTagsOfUpTo255Characters() {
        tenancy.put(
                        "network",
                        "/networks/" + network("long-tag") + "/tags",
                        Json.object("tags", List.of("x".repeat(255))))
                .is(200);
    }

    @Test
    void tagsNothingThatIsNotThere() {
        Reply reply = tenancy.put("network", "/networks/" + ABSENT + "/tags", Json.object("tags", List.of("a")))
                .is(404);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("TagResourceNotFound");
    }

    private static String network(String name) {
        return tenancy.make("network", "networks", "network", Json.object("name", tenancy.name(name)));
    }
}
