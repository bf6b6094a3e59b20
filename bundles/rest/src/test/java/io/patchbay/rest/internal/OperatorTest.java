package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator asks of one node: its state, sessions, rooms, its drain and its jars. */
class OperatorTest {
    private final Api api = new Api();

    @BeforeEach
    void fill() {
        api.portal.sessions.add(new SessionStatus("p1", "ann", "presenter", "r1", "1.2", true, 5_000, "t1", "c1"));
        api.portal.sessions.add(new SessionStatus("p2", "bob", "viewer", "r2", "1.1", false, 4_000, "t2", "c2"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void saysWhoTheNodeIsAndHowItIs() {
        String body = api.asAdmin("GET", "/cluster/v1/status", "").body();
        assertThat(Json.at(body, "node")).isEqualTo("here");
        assertThat(Json.at(body, "leader")).isEqualTo("here");
        assertThat(Json.at(body, "drain", "connected")).hasToString("1");
        assertThat(Json.at(body, "plugins", "rejected")).hasToString("1");
    }

    @Test
    void drainsAndTakesItBack() {
        assertThat(Json.at(
                        api.asAdmin("POST", "/cluster/v1/drain", "{\"deadlineMillis\":60000}")
                                .body(),
                        "state"))
                .isEqualTo("draining");
        assertThat(Json.at(api.asWorker("GET", "/cluster/v1/drain", "").body(), "leftMillis"))
                .hasToString("60000");
        assertThat(Json.at(api.asAdmin("DELETE", "/cluster/v1/drain", "").body(), "state"))
                .isEqualTo("serving");
    }

    @Test
    void saysThatThePortalIsAway() {
        api.portalLink.unbindDrain(api.portal);

        Json.assertProblem(api.asAdmin("GET", "/cluster/v1/drain", ""), 503, "starting");
    }

    @Test
    void putsAJarAmongThePlugins() throws IOException {
        Path plugins = Files.createDirectory(api.node.plugins());

        assertThat(Json.at(
                        api.asAdmin("PUT", "/cluster/v1/jars/mine-1.0.0.jar", "the jar")
                                .body(),
                        "sha256"))
                .isEqualTo("ffd4959ccc0cd88c91dd731e514c8d0da0368ca58206ad554d6e9e603b3ef6be");
        assertThat(plugins.resolve("mine-1.0.0.jar")).hasContent("the jar");
        try (Stream<Path> files = Files.list(plugins)) {
            assertThat(files).as("nothing else is left").hasSize(1);
        }
    }

    @Test
    void saysThatTheFolderOfPluginsIsGone() {
        Json.assertProblem(api.asAdmin("PUT", "/cluster/v1/jars/mine.jar", "the jar"), 503, "jar-not-written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|sessions?limit=0|",
                "GET|sessions?room=a%20b|",
                "POST|drain|{}",
                "POST|drain|{\"deadlineMillis\":-1}",
                "POST|drain|{\"deadlineMillis\":1,\"more\":1}",
                "PUT|jars/.hidden.jar|x",
                "PUT|jars/mine.zip|x",
            })
    void refusesWhatCannotBeMeant(String method, String path, String body) {
        Json.assertProblem(api.asAdmin(method, "/cluster/v1/" + path, body == null ? "" : body), 400, "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({"GET,sessions", "GET,rooms", "POST,drain", "DELETE,drain", "PUT,jars/mine.jar"})
    void letsOnlyTheAdminDoWhatConcernsClients(String method, String path) {
        Json.assertProblem(api.asWorker(method, "/cluster/v1/" + path, ""), 403, "forbidden");
    }
}
