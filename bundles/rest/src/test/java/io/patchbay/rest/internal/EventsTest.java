package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What media workers say. */
class EventsTest {
    private static final String EVENTS = "/cluster/v1/workers/webrtc-1/events";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void handsAnEventToTheRoom() {
        HttpResponse<String> response = api.asWorker(
                "POST",
                EVENTS,
                "{\"room\":\"r\",\"id\":\"t\",\"status\":\"soac\",\"data\":{\"type\":\"answer\"},\"sessionId\":\"s\"}");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(api.controllers.events)
                .containsExactly("r/webrtc-1/MediaEvent[id=t, status=soac, data=Optional[{type=answer}],"
                        + " session=Optional[s]]");
    }

    @Test
    void saysThatASessionIsOver() {
        HttpResponse<String> response =
                api.asWorker("POST", EVENTS, "{\"room\":\"r\",\"id\":\"over\",\"status\":\"ready\"}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(Json.at(response.body(), "code")).isEqualTo("no-such-task");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"room\":\"r\",\"id\":\"s\"}",
                "{\"room\":\"r\",\"id\":\"s\",\"status\":\"smell\"}",
                "{\"room\":\"r\",\"id\":\"a b\",\"status\":\"ready\"}",
                "{\"room\":\"r\",\"id\":\"s\",\"status\":\"ready\",\"more\":1}"
            })
    void refusesWhatIsNoEvent(String body) {
        assertThat(api.asWorker("POST", EVENTS, body).statusCode()).isEqualTo(400);
        assertThat(api.controllers.events).isEmpty();
    }

    @Test
    void listensToNobodyElse() {
        assertThat(api.send("POST", EVENTS, "{}").statusCode()).isEqualTo(401);
        assertThat(api.signed("POST", EVENTS, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void learnsWhereAWorkerWantsToBeTold() {
        api.asWorker(
                "PUT",
                "/cluster/v1/workers/webrtc-1",
                "{\"purpose\":\"webrtc\",\"info\":{\"callback\":\"http://127.0.0.1:7/secret\"}}");

        assertThat(api.placement.joined.get(0).info().callback()).contains(URI.create("http://127.0.0.1:7/secret"));
        assertThat(api.placement.joined.get(0).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "127.0.0.1:7", "http://", "http://a b/", "ftp://host/"})
    void refusesACallbackThatCannotBeCalled(String callback) {
        HttpResponse<String> response = api.asWorker(
                "PUT",
                "/cluster/v1/workers/webrtc-1",
                "{\"purpose\":\"webrtc\",\"info\":{\"callback\":\"" + callback + "\"}}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("info.callback");
    }
}
