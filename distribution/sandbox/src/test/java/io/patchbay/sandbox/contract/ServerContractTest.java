package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Nova answers about servers, sandbox or real. */
class ServerContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static ServerProject project;
    private static Tenancy tenancy;
    private static String idle;

    @BeforeAll
    static void open() {
        project = new ServerProject();
        tenancy = project.tenancy();
        idle = project.server(Json.object(
                "imageRef", project.image(), "networks", "none", "metadata", Json.object("patchbay", "key")));
    }

    @AfterAll
    static void close() {
        project.close();
    }

    @Test
    void acceptsAServerAndTellsLittleOfIt() {
        Reply reply = project.boot(Json.object("imageRef", project.image(), "networks", "none"))
                .is(202);
        tenancy.forget("compute", "/servers/" + reply.text("/server/id"));

        assertThat(reply.at("/server").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "links", "OS-DCF:diskConfig", "security_groups", "adminPass");
        assertThat(reply.header("Location")).endsWith("/servers/" + reply.text("/server/id"));
    }

    @Test
    void buildsAServerByAndBy() {
        Reply reply = tenancy.send("GET", "compute", "/servers/" + idle, NOTHING, ServerProject.VERSION)
                .is(200);

        assertThat(reply.text("/server/status")).isEqualTo("ACTIVE");
        assertThat(reply.text("/server/OS-EXT-STS:vm_state")).isEqualTo("active");
        assertThat(reply.at("/server/OS-EXT-STS:task_state").isNull()).isTrue();
        assertThat(reply.at("/server/OS-EXT-STS:power_state").asInt()).isEqualTo(1);
        assertThat(reply.text("/server/tenant_id")).isEqualTo(tenancy.project());
        assertThat(reply.text("/server/metadata/patchbay")).isEqualTo("key");
        assertThat(reply.text("/server/OS-EXT-AZ:availability_zone")).isEqualTo("nova");
        assertThat(reply.text("/server/image/id")).isEqualTo(project.image());
        assertThat(reply.text("/server/flavor/original_name")).isEqualTo(tenancy.name("f"));
        assertThat(reply.at("/server/addresses")).isEmpty();
    }

    @Test
    void tellsOlderClientsTheIdOfTheFlavor() {
        assertThat(tenancy.get("compute", "/servers/" + idle).text("/server/flavor/id"))
                .isEqualTo(project.flavor());
    }

    @Test
    void showsAnAdministratorWhatAServerIsTold() {
        String told = "IyEvYmluL3NoCg==";
        String id = project.server(Json.object("imageRef", project.image(), "networks", "none", "user_data", told));

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
    void stopsAServerByAndByAndOnce() {
        String id = project.server(Json.object("imageRef", project.image(), "networks", "none"));
        act(id, "os-stop").is(202);
        tenancy.await("compute", "/servers/" + id, "/server/status", "SHUTOFF");

        Reply reply = act(id, "os-stop").is(409);

        assertThat(reply.text("/conflictingRequest/message"))
                .isEqualTo("Cannot 'stop' instance " + id + " while it is in vm_state stopped");
    }

    @Test
    void startsAServerThatWasStopped() {
        String id = project.server(Json.object("imageRef", project.image(), "networks", "none"));
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
    void listsServersOfTheProject() {
        assertThat(tenancy.get("compute", "/servers").is(200).at("/servers"))
                .extracting(server -> server.path("id").asText())
                .contains(idle);
    }

    @Test
    void findsServersByName() {
        String name = tenancy.name("by-name");
        ObjectNode asked = Json.object("imageRef", project.image(), "networks", "none", "name", name);
        String id = project.server(asked);

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

    private static Reply act(String id, String action) {
        return tenancy.post("compute", "/servers/" + id + "/action", Json.object(action, null));
    }
}
