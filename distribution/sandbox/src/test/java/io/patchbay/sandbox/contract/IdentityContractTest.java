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

/** What Keystone answers, sandbox or real. */
class IdentityContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "0123456789abcdef0123456789abcdef";

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
    void tellsItsVersionToAnybody() {
        Reply reply = tenancy.exchange("GET", tenancy.cloud().authUrl(), NOTHING, Map.of())
                .is(200);

        assertThat(reply.text("/version/id")).startsWith("v3.");
        assertThat(reply.text("/version/status")).isEqualTo("stable");
    }

    @Test
    void listsItsVersionsWithMultipleChoices() {
        String root = tenancy.cloud().authUrl().replaceAll("/v3$", "/");

        assertThat(tenancy.exchange("GET", root, NOTHING, Map.of()).is(300).text("/versions/values/0/id"))
                .startsWith("v3.");
    }

    @Test
    void scopesATokenToAProjectById() {
        Reply reply = tenancy.authenticate(Json.object("id", tenancy.project())).is(201);

        assertThat(reply.text("/token/project/id")).isEqualTo(tenancy.project());
        assertThat(reply.at("/token/catalog")).isNotEmpty();
        assertThat(reply.at("/token/roles"))
                .extracting(role -> role.path("name").asText())
                .contains("admin");
        assertThat(reply.at("/token/methods"))
                .containsExactly(Json.array(List.of("password")).get(0));
    }

    @Test
    void tellsATokensTimesInUtcWithMicroseconds() {
        Reply reply = tenancy.authenticate(Json.object("id", tenancy.project()));

        assertThat(reply.text("/token/expires_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(reply.text("/token/issued_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void givesATokenWithoutScopeNoCatalogue() {
        Reply reply = tenancy.authenticate(
                        tenancy.cloud().user(), tenancy.cloud().password(), NOTHING)
                .is(201);

        assertThat(reply.body().path("token").has("catalog")).isFalse();
        assertThat(reply.body().path("token").has("project")).isFalse();
    }

    @Test
    void refusesAWrongPassword() {
        Reply reply =
                tenancy.authenticate(tenancy.cloud().user(), "wrong", NOTHING).is(401);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "error",
                        Json.object(
                                "code", 401,
                                "message", "The request you have made requires authentication.",
                                "title", "Unauthorized")));
    }

    @Test
    void refusesAScopeThatIsNotThere() {
        tenancy.authenticate(Json.object("id", ABSENT)).is(401);
    }

    @Test
    void refusesWhoHasNoToken() {
        Reply reply = tenancy.exchange("GET", tenancy.cloud().authUrl() + "/projects", NOTHING, Map.of())
                .is(401);

        assertThat(reply.text("/error/title")).isEqualTo("Unauthorized");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Keystone uri=");
    }

    @Test
    void validatesAToken() {
        Reply reply = tenancy.exchange(
                        "GET",
                        tenancy.cloud().authUrl() + "/auth/tokens",
                        NOTHING,
                        Map.of("X-Auth-Token", tenancy.token(), "X-Subject-Token", tenancy.token()))
                .is(200);

        assertThat(reply.text("/token/project/id")).isEqualTo(tenancy.project());
        assertThat(reply.header("X-Subject-Token")).isEqualTo(tenancy.token());
    }

    @Test
    void forgetsATokenThatIsRevoked() {
        String url = tenancy.cloud().authUrl() + "/auth/tokens";
        String token =
                tenancy.authenticate(Json.object("id", tenancy.project())).header("X-Subject-Token");
        Map<String, String> headers = Map.of("X-Auth-Token", tenancy.token(), "X-Subject-Token", token);
        tenancy.exchange("DELETE", url, NOTHING, headers).is(204);

        tenancy.exchange("GET", url, NOTHING, headers).is(404);
    }

    @Test
    void makesAProjectWithDescriptionAndTags() {
        JsonNode asked = Json.object(
                "name",
                tenancy.name("tagged"),
                "domain_id",
                "default",
                "description",
                "about",
                "tags",
                List.of("one", "two"));
        Reply reply = tenancy.post("identity", "/projects", Json.object("project", asked))
                .is(201);
        tenancy.forget("identity", "/projects/" + reply.text("/project/id"));

        assertThat(reply.text("/project/description")).isEqualTo("about");
        assertThat(reply.at("/project/tags")).extracting(JsonNode::asText).containsExactlyInAnyOrder("one", "two");
        assertThat(reply.at("/project/enabled").asBoolean()).isTrue();
        assertThat(reply.text("/project/parent_id")).isEqualTo("default");
        assertThat(reply.text("/project/id")).matches("[0-9a-f]{32}");
        assertThat(reply.text("/project/links/self")).endsWith("/projects/" + reply.text("/project/id"));
    }

    @Test
    void findsProjectsByTag() {
        String tag = tenancy.name("key");
        String id = project("by-tag", List.of(tag, "other"));

        assertThat(tenancy.get("identity", "/projects?tags=" + tag).is(200).at("/projects"))
                .extracting(project -> project.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void findsProjectsByName() {
        String id = project("by-name", List.of());

        assertThat(tenancy.get("identity", "/projects?name=" + tenancy.name("by-name"))
                        .at("/projects"))
                .extracting(project -> project.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void refusesASecondProjectOfTheName() {
        project("twin", List.of());

        Reply reply = tenancy.post(
                        "identity",
                        "/projects",
                        Json.object("project", Json.object("name", tenancy.name("twin"), "domain_id", "default")))
                .is(409);

        assertThat(reply.text("/error/title")).isEqualTo("Conflict");
        assertThat(reply.text("/error/message"))
                .startsWith("Conflict occurred attempting to store project - it is not permitted to have two projects")
                .contains(tenancy.name("twin"));
    }

    @Test
    void refusesAProjectWithoutName() {
        Reply reply = tenancy.post("identity", "/projects", Json.object("project", Json.object("domain_id", "default")))
                .is(400);

        assertThat(reply.text("/error/message")).contains("'name' is a required property");
    }

    @Test
    void replacesTagsOfAProject() {
        String id = project("retagged", List.of("old"));

        Reply reply = tenancy.put("identity", "/projects/" + id + "/tags", Json.object("tags", List.of("new")))
                .is(200);

        assertThat(reply.at("/tags")).extracting(JsonNode::asText).containsExactly("new");
    }

    @Test
    void addsATagToAProject() {
        String id = project("more-tags", List.of("old"));

        tenancy.put("identity", "/projects/" + id + "/tags/new", NOTHING).is(201);

        assertThat(tenancy.get("identity", "/projects/" + id).at("/project/tags"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("old", "new");
    }

    @Test
    void changesADescription() {
        String id = project("described", List.of());

        Reply reply = tenancy.send(
                        "PATCH",
                        "identity",
                        "/projects/" + id,
                        Json.object("project", Json.object("description", "other")),
                        "")
                .is(200);

        assertThat(reply.text("/project/description")).isEqualTo("other");
    }

    @Test
    void deletesAProject() {
        String id = project("gone", List.of());
        tenancy.delete("identity", "/projects/" + id).is(204);

        Reply reply = tenancy.get("identity", "/projects/" + id).is(404);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "error",
                        Json.object(
                                "code", 404, "message", "Could not find project: " + id + ".", "title", "Not Found")));
    }

    @Test
    void findsNoProjectToDeleteTwice() {
        tenancy.delete("identity", "/projects/" + ABSENT).is(404);
    }

    @Test
    void listsRolesByName() {
        Reply reply = tenancy.get("identity", "/roles?name=admin").is(200);

        assertThat(reply.at("/roles")).hasSize(1);
        assertThat(reply.text("/roles/0/name")).isEqualTo("admin");
    }

    @Test
    void grantsARoleAsOftenAsOneLikes() {
        String role = tenancy.get("identity", "/roles?name=admin").text("/roles/0/id");
        String path = "/projects/" + tenancy.project() + "/users/" + tenancy.user() + "/roles/" + role;

        tenancy.put("identity", path, NOTHING).is(204);
        tenancy.put("identity", path, NOTHING).is(204);
    }

    @Test
    void grantsNoRoleThatIsNotThere() {
        Reply reply = tenancy.put(
                        "identity",
                        "/projects/" + tenancy.project() + "/users/" + tenancy.user() + "/roles/" + ABSENT,
                        NOTHING)
                .is(404);

        assertThat(reply.text("/error/message")).isEqualTo("Could not find role: " + ABSENT + ".");
    }

    @Test
    void letsNobodyIntoAProjectWithoutARole() {
        String id = project("closed", List.of());

        tenancy.authenticate(Json.object("id", id)).is(401);
    }

    @Test
    void marksEachAnswerWithAnId() {
        assertThat(tenancy.get("identity", "/roles").header("x-openstack-request-id"))
                .matches("req-[0-9a-f-]{36}");
    }

    @Test
    void knowsNoOtherPaths() {
        tenancy.get("identity", "/nothing-of-that-name").is(404);
    }

    private static String project(String name, List<String> tags) {
        return tenancy.make(
                "identity",
                "projects",
                "project",
                Json.object("name", tenancy.name(name), "domain_id", "default", "tags", tags));
    }
}
