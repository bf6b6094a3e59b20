package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests made of good ones by chance, from a fixed seed: each is answered, as the client's fault, without a trace of the inside. */
class JunkTest {
    private static final int REQUESTS = 1500;
    private static final int AT_ONCE = 25;
    private static final List<String> BODIES = List.of(
            "{\"name\":\"n\",\"options\":{\"participantLimit\":3,\"views\":[{\"label\":\"a\",\"video\":{\"maxInput\":4}}]}}",
            "{\"user\":\"alice\",\"role\":\"presenter\",\"preference\":{\"isp\":\"a\",\"region\":\"b\"}}",
            "{\"purpose\":\"play\",\"info\":{\"ip\":\"1.2.3.4\",\"port\":80,\"capacity\":{\"isps\":[\"x\"]}},\"load\":0.5}",
            "{\"load\":0.5,\"pickedUp\":[\"a\",\"b\"],\"laidDown\":[],\"sequence\":7}",
            "{\"purpose\":\"play\",\"task\":\"t\",\"preference\":{},\"reserveMillis\":1000}",
            "{\"version\":\"1.0.0\"}",
            "[{\"op\":\"replace\",\"path\":\"/permission/publish\",\"value\":true}]");
    private static final List<String> PIECES = List.of(
            "null",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "1e308",
            "1e999",
            "true",
            "\\u0000",
            "\\ud800",
            "\"",
            "{",
            "}",
            ",",
            ":",
            "é",
            "\0",
            "9999999999999999999999",
            "\"__proto__\":1,",
            "\"user\":{},",
            "\"name\":[],");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "BREW");

    private final Api api = new Api();
    private final Random random = new Random(20261120);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void isAnsweredAsTheClientsFault() {
        String room = api.room();
        List<String> paths = List.of(
                "/services",
                "/services/x",
                "/v1/rooms",
                "/v1/rooms/" + room,
                "/v1.1/rooms/" + room + "/tokens",
                "/v1/rooms/" + room + "/participants",
                "/v1/rooms/" + room + "/streams/x",
                "/cluster/v1/workers",
                "/cluster/v1/workers/w",
                "/cluster/v1/workers/w/report",
                "/cluster/v1/schedule",
                "/cluster/v1/explain",
                "/cluster/v1/tasks/play/t",
                "/cluster/v1/plugins",
                "/cluster/v1/plugins/strategy/least-used/pin",
                "/livez",
                "/readyzz",
                "/openapi.json");
        for (int done = 0; done < REQUESTS; done += AT_ONCE) {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> send(pick(METHODS), junk(pick(paths)), mutated(pick(BODIES))))
                    .toList();
            answers.forEach(answer -> check(answer.join()));
        }
    }

    private void check(HttpResponse<String> response) {
        boolean failedDrop = response.body().equals("{\"error\":{\"code\":1301,\"message\":\"Operation failed\"}}");
        assertThat(failedDrop ? 404 : response.statusCode()) // OWT's word for a participant that is not there
                .as("%s %s: %s", response.request().method(), response.uri(), response.body())
                .isLessThan(500);
        assertThat(response.body()).doesNotContain("Exception", "\tat ", "io.patchbay", "java.");
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        String authorization =
                switch (random.nextInt(5)) {
                    case 0 -> "Bearer " + ScriptedNode.ADMIN_TOKEN;
                    case 1 -> "Bearer " + ScriptedNode.WORKER_TOKEN;
                    case 2 -> api.superSignature();
                    case 3 -> mutatedAscii(api.signature());
                    default -> path.startsWith("/cluster") ? "Bearer " + ScriptedNode.ADMIN_TOKEN : api.signature();
                };
        return api.sendAsync(method, path, body.getBytes(StandardCharsets.UTF_8), "Authorization", authorization);
    }

    private String junk(String path) {
        return switch (random.nextInt(6)) {
            case 0 -> path + "/";
            case 1 -> path + "?page=" + random.nextInt(-5, 5) + "&per_page=" + random.nextLong();
            case 2 -> path + "/" + Long.toString(random.nextLong(), 36);
            case 3 -> path + "%C3%A9%20%3C";
            default -> path;
        };
    }

    private String mutated(String text) {
        StringBuilder junk = new StringBuilder(text);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(junk.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> junk.insert(at, pick(PIECES));
                case 1 -> junk.delete(at, Math.min(junk.length(), at + random.nextInt(12)));
                default -> junk.insert(at, junk.substring(0, at));
            }
        }
        return junk.toString();
    }

    private String mutatedAscii(String text) {
        StringBuilder junk = new StringBuilder(text);
        junk.setCharAt(random.nextInt(junk.length()), (char) ('!' + random.nextInt(90)));
        return junk.toString();
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
