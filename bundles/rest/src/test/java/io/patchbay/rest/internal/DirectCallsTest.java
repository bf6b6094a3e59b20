package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's API as consoles inside the node use it. */
class DirectCallsTest {
    private static final String BASE = "/cluster/v1";
    private static final String WHO = "127.0.0.1 (web console)";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private OperatorAnswer ask(OperatorRequest request) {
        return api.api.ask(request).toCompletableFuture().join();
    }

    @Test
    void answersWhatHttpAnswers() {
        assertThat(ask(OperatorRequest.get(BASE + "/plugins", WHO)).body())
                .isEqualTo(api.asAdmin("GET", "/cluster/v1/plugins", "").body());
    }

    @Test
    void readsTheQuery() {
        assertThat(ask(OperatorRequest.get(BASE + "/sessions?limit=none", WHO)).status())
                .isEqualTo(400);
    }

    @Test
    void tellsWhatHttpTells() {
        assertThat(ask(OperatorRequest.of(
                                "PUT", BASE + "/plugins/strategy/least-used/pin", "{\"version\":\"1.0.0\"}", WHO))
                        .isGood())
                .isTrue();
        assertThat(api.plugins.pins).containsEntry("strategy/least-used", "1.0.0");
    }

    @Test
    void refusesAsHttpRefuses() {
        OperatorAnswer refused =
                ask(OperatorRequest.of("PUT", BASE + "/plugins/strategy/least-used/pin", "{\"version\":\"9\"}", WHO));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(Json.at(refused.body(), "code")).isEqualTo("unknown-plugin");
    }

    @Test
    void takesAFileWithoutKeepingIt() throws Exception {
        Path jar = Files.writeString(Files.createTempFile("patchbay", ".jar"), "a jar");

        Files.createDirectories(api.node.plugins());
        OperatorAnswer put = ask(new OperatorRequest("PUT", BASE + "/jars/mine.jar", "", Optional.of(jar), WHO));

        assertThat(put.isGood()).as(put.body()).isTrue();
        assertThat(api.node.plugins().resolve("mine.jar")).hasContent("a jar");
        assertThat(jar).exists();
        Files.delete(jar);
    }

    @Test
    void knowsNoOtherPaths() {
        assertThat(List.of("/backup", "/restore", "/nothing", "/a//b", "/%zz")).allSatisfy(path -> assertThat(
                        ask(OperatorRequest.of("POST", BASE + path, "", WHO)).status())
                .isEqualTo(404));
        assertThat(ask(OperatorRequest.of("POST", BASE + "/plugins", "", WHO)).status())
                .isEqualTo(405);
    }

    @Test
    void saysWhoLeads() {
        api.node.leader = Optional.of(new Member("there", URI.create("http://10.0.0.2:8080")));

        OperatorAnswer elsewhere = ask(OperatorRequest.get(BASE + "/workers", WHO));

        assertThat(elsewhere.status()).isEqualTo(307);
        assertThat(elsewhere.elsewhere())
                .hasValueSatisfying(url -> assertThat(url.getPath()).isEqualTo("/cluster/v1/workers"));
    }

    @Test
    void doesNotTakeTheAddressOfWhatWasMadeForAnotherNodes() {
        OperatorAnswer made =
                ask(OperatorRequest.of("POST", JobsCase.JOBS, JobsCase.job(",\"id\":\"j1\"", JobsCase.TASK), WHO));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.elsewhere()).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLong() {
        OperatorAnswer refused = ask(OperatorRequest.of("POST", BASE + "/explain", "x".repeat(200_000), WHO));

        assertThat(refused.status()).isEqualTo(413);
    }
}
