package io.patchbay.examples.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppServerTest {
    private final HttpClient browser = HttpClient.newHttpClient();
    private FakeRest rest;
    private AppServer server;

    @BeforeEach
    void start() throws IOException {
        rest = new FakeRest();
        server = new AppServer(
                new PatchbayRest(rest.url(), "svc1", "servicekey"),
                Path.of(""),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.close();
        rest.close();
    }

    @Test
    void handsOutATokenForTheRoomThatIsNamed() throws Exception {
        String room = rest.add("a room");

        HttpResponse<String> answer = post("{\"room\":\"" + room + "\",\"user\":\"ann\",\"role\":\"viewer\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(room + "/ann/viewer");
    }

    @Test
    void looksForTheSampleRoomWhereNoneIsNamed() throws Exception {
        rest.add("another");
        String sample = rest.add("sampleRoom");

        assertThat(post("{\"user\":\"ann\"}").body()).isEqualTo(sample + "/ann/presenter");
    }

    @Test
    void findsTheSampleRoomBeyondTheFirstPage() throws Exception {
        for (int i = 0; i < 100; i++) {
            rest.add("another");
        }
        String sample = rest.add("sampleRoom");

        assertThat(post("{\"user\":\"ann\"}").body()).startsWith(sample + "/");
    }

    @Test
    void makesTheSampleRoomOnceHoweverManyAskAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> browser.sendAsync(request("{\"user\":\"ann\"}"), BodyHandlers.ofString()))
                .limit(8)
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(rest.names()).containsExactly("sampleRoom");
    }

    @Test
    void makesTheSampleRoomAgainAfterSomebodyDeletedIt() throws Exception {
        String first = rest.add("sampleRoom");
        post("{\"user\":\"ann\"}");
        rest.add("another");
        rest.delete(first);

        assertThat(post("{\"user\":\"ann\"}").statusCode()).isEqualTo(200);
        assertThat(rest.names()).contains("sampleRoom");
    }

    @Test
    void passesOnWhatTheRestApiRefuses() throws Exception {
        HttpResponse<String> answer = post("{\"user\":\"ann\",\"role\":\"nobody\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Name or role not valid");
    }

    @Test
    void signsEachRequest() throws Exception {
        post("{\"user\":\"ann\"}");

        assertThat(rest.authorizations()).isNotEmpty().allSatisfy(header -> assertThat(header)
                .startsWith("MAuth realm=")
                .contains(",mauth_serviceid=svc1,")
                .matches(".*,mauth_signature=[A-Za-z0-9+/]{86}=="));
    }

    @Test
    void refusesABodyWithoutAUser() throws Exception {
        assertThat(post("{}").statusCode()).isEqualTo(400);
        assertThat(post("not JSON").statusCode()).isEqualTo(400);
    }

    @Test
    void letsNobodyReachOtherPathsByTheNameOfARoom() throws Exception {
        assertThat(post("{\"user\":\"ann\",\"room\":\"../services\"}").statusCode())
                .isEqualTo(400);
        assertThat(rest.authorizations()).isEmpty();
    }

    @Test
    void refusesALongBody() throws Exception {
        assertThat(post("\"" + "x".repeat(20_000) + "\"").statusCode()).isEqualTo(413);
    }

    @Test
    void saysWhenTheRestApiIsAway() throws Exception {
        rest.close();

        assertThat(post("{\"user\":\"ann\"}").statusCode()).isEqualTo(502);
    }

    @Test
    void servesThePageAndNothingElse() throws Exception {
        assertThat(get("/").body()).contains("<title>A room</title>");
        assertThat(get("/public/index.html").statusCode()).isEqualTo(404);
        assertThat(get("/pom.xml").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return browser.send(request(body), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofString());
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(url("/tokens"))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
