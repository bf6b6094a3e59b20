package io.patchbay.dashboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.metrics.Metric;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard in a real server, asked by a browser's requests. */
@Timeout(60) // a page that listens waits for ever where nothing comes
class DashboardTest {
    private final Site site = new Site();

    @BeforeEach
    void start() throws Exception {
        site.start();
    }

    @AfterEach
    void stop() throws Exception {
        site.stop();
    }

    @Test
    void showsALoginToWhoIsNotLoggedIn() throws Exception {
        HttpResponse<String> page = site.get("/console");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">").doesNotContain("patchbay-proof");
    }

    @Test
    void showsTheLoginAtAnAddressThatItCanBeSentTo() throws Exception {
        HttpResponse<String> page = site.get("/console?from=elsewhere");

        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(page.headers().firstValue("Location")).contains("/console");
    }

    @Test
    void letsTheAdminIn() throws Exception {
        HttpResponse<String> login = site.logIn(Site.PASSWORD);

        assertThat(login.statusCode()).isEqualTo(303);
        assertThat(site.get("/console").body()).contains("patchbay-proof");
    }

    @Test
    void itsCookieIsForNoScriptAndNoOtherSite() throws Exception {
        assertThat(site.logIn(Site.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/console");
    }

    @Test
    void itsCookieIsNoneOfAnotherNodeOnTheSameMachine() throws Exception {
        Site other = new Site();
        other.start();
        try {
            assertThat(nameOfTheCookieOf(site)).isNotEqualTo(nameOfTheCookieOf(other));
        } finally {
            other.stop();
        }
    }

    private static String nameOfTheCookieOf(Site node) throws Exception {
        return node.logIn(Site.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst("=.*", "");
    }

    @Test
    void letsNobodyElseIn() throws Exception {
        HttpResponse<String> login = site.logIn("guessed");

        assertThat(login.statusCode()).isEqualTo(401);
        assertThat(login.body()).contains("wrong").doesNotContain("guessed");
        assertThat(login.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void makesWhoGuessesWait() throws Exception {
        for (int i = 0; i < 5; i++) {
            site.logIn("guess " + i);
        }

        HttpResponse<String> throttled = site.logIn(Site.PASSWORD);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).contains("10");
    }

    @Test
    void takesNoPasswordFromAnAddress() throws Exception {
        HttpResponse<String> login =
                site.post("/console?" + site.loginForm(Site.PASSWORD), "", "Sec-Fetch-Site", "same-origin");

        assertThat(login.statusCode()).isEqualTo(400);
        assertThat(login.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void takesNoLoginFromAnotherSite() throws Exception {
        assertThat(site.post("/console", site.loginForm(Site.PASSWORD), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.post("/console", site.loginForm(Site.PASSWORD), "Origin", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersNobodyFromFarAway() throws Exception {
        site.near.set(false);

        assertThat(site.get("/console").statusCode()).isEqualTo(403);
        assertThat(site.get("/console/assets/x/style.css").statusCode()).isEqualTo(403);
    }

    @Test
    void anyoneMayGuessThePathsButOnlyTheAdminSeesThem() throws Exception {
        for (String path : List.of("/console/api/cluster/v1/status", "/console/stream?watch=/cluster/v1/status")) {
            assertThat(site.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void noPageMayBeFramedOrHaveScriptsFromElsewhere() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.get("/console")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(site.get("/console").headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void handsOnWhatThePageReads() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/workers?purpose=play", "{\"workers\":[]}");

        assertThat(site.get("/console/api/cluster/v1/workers?purpose=play").body())
                .isEqualTo("{\"workers\":[]}");
    }

    @Test
    void changesNothingWithoutTheProofOfThePage() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.post("/console/api/cluster/v1/drain", "{}").statusCode())
                .isEqualTo(403);
        assertThat(site.post("/console/api/cluster/v1/drain", "{}", "X-Patchbay-Proof", "guessed")
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.api.told).isEmpty();
    }

    @Test
    void handsOnWhatThePageTellsInTheNameOfWhoTells() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/drain", "{}");

        assertThat(site.post("/console/api/cluster/v1/drain", "{\"a\":1}", "X-Patchbay-Proof", site.proof())
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.api.told).containsExactly("POST /cluster/v1/drain {\"a\":1} 127.0.0.1 (dashboard)");
    }

    @Test
    void changesNothingForAPageOfAnotherSiteThatHasTheProof() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.post(
                                "/console/api/cluster/v1/drain",
                                "{}",
                                "X-Patchbay-Proof",
                                site.proof(),
                                "Sec-Fetch-Site",
                                "same-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void handsOnNoOtherPaths() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.get("/console/api/services").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsARefusalAsTheNodeDoes() throws Exception {
        site.logIn(Site.PASSWORD);

        HttpResponse<String> refused = site.get("/console/api/cluster/v1/unknown");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void saysThatTheNodeFailedWhereAPartOfItIsBeingReplaced() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.breaks("/cluster/v1/status", new NoClassDefFoundError("replaced"));

        HttpResponse<String> failed = site.get("/console/api/cluster/v1/status");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(failed.body()).contains("\"code\":\"internal\"");
    }

    @Test
    void saysWhichNodeLeadsInsteadOfSendingThePageAway() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.elsewhere("/cluster/v1/workers", "http://10.0.0.2:8080/cluster/v1/workers");

        HttpResponse<String> answer = site.get("/console/api/cluster/v1/workers");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"leader\":\"http://10.0.0.2:8080\"");
    }

    @Test
    void logsOutByItsOwnFormOnly() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.post("/console/logout", "proof=guessed").statusCode()).isEqualTo(403);
        assertThat(site.post("/console/logout", "proof=" + site.proof()).statusCode())
                .isEqualTo(303);
        assertThat(site.get("/console").body()).contains("<form method=\"post\">");
    }

    @Test
    void isReadableWithoutScripts() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on(
                "/cluster/v1/workers?tasks=false",
                "{\"workers\":[{\"id\":\"play-1\",\"purpose\":\"play\",\"load\":0.25,\"info\":{\"maxLoad\":0.8}}]}");

        assertThat(site.get("/console").body())
                .contains("<td>play-1</td>")
                .contains("<td class=\"number\">25 % of 80 %</td>");
    }

    @Test
    void namesBecomeTextNotMarkup() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on(
                "/cluster/v1/sessions?limit=100",
                "{\"sessions\":[{\"user\":\"<script>alert(1)</script>\",\"room\":\"\\\"onload=\\\"x\"}]}");

        assertThat(site.get("/console").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void aPartThatTheNodeDoesNotTellSaysWhy() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.get("/console").body()).contains("nothing for /cluster/v1/plugins");
    }

    @Test
    void browsersMayKeepFilesAsTheyAreNow() throws Exception {
        String path = site.get("/console").body().replaceAll("(?s).*href=\"([^\"]*style.css)\".*", "$1");

        HttpResponse<String> style = site.get(path);
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
    }

    @Test
    void filesComeCompressedToWhoUnderstandsIt() throws Exception {
        HttpResponse<byte[]> zipped = site.zipped("/console/assets/old/style.css");

        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(zipped.body()).startsWith(0x1f, 0x8b);
    }

    @Test
    void tellsAPageThatListensWhatHasChanged() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/status", "{\"rooms\":1}");

        try (Site.Events events = site.listen("/cluster/v1/status")) {
            assertThat(events.next("answer"))
                    .isEqualTo("{\"target\":\"/cluster/v1/status\",\"status\":200,\"body\":{\"rooms\":1}}");
            site.api.on("/cluster/v1/status", "{\"rooms\":2}");
            site.clock.advance(Duration.ofSeconds(1));
            assertThat(events.next("answer")).contains("{\"rooms\":2}");
        }
    }

    @Test
    void goesOnTellingAPageAfterAPartOfTheNodeThrew() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.breaks("/cluster/v1/status", new NoClassDefFoundError("replaced"));

        try (Site.Events events = site.listen("/cluster/v1/status")) {
            assertThat(events.next("answer")).contains("\"status\":503");
            site.api.on("/cluster/v1/status", "{\"rooms\":2}");
            site.clock.advance(Duration.ofSeconds(1));
            assertThat(events.next("answer")).contains("{\"rooms\":2}");
        }
    }

    @Test
    void tellsAPageWhatTheNodeCountsButNotWhatFails() throws Exception {
        site.logIn(Site.PASSWORD);
        site.counts.bindSource(() ->
                CompletableFuture.completedFuture(List.of(new Metric.Gauge("patchbay_logins_waiting", "Waiting.", 3))));
        site.counts.bindSource(() -> CompletableFuture.failedFuture(new IllegalStateException("stopped")));
        site.counts.bindSource(() -> {
            throw new IllegalStateException("stopped");
        });

        try (Site.Events events = site.listen("/now")) {
            assertThat(events.next("answer"))
                    .contains(
                            "\"blockedBy\":{},\"metrics\":[{\"name\":\"patchbay_logins_waiting\",\"labels\":{},\"value\":3.0}]}");
        }
    }

    @Test
    void listensToNothingThatCannotBeRead() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.get("/console/stream?watch=/services").statusCode()).isEqualTo(400);
        assertThat(site.get("/console/stream").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsAPageThatItsLoginIsOver() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/status", "{}");

        try (Site.Events events = site.listen("/cluster/v1/status")) {
            events.next("answer");
            site.clock.advance(Duration.ofDays(8));
            assertThat(events.next("over")).isEqualTo("{}");
        }
    }

    @Test
    void lessListenThanTooMany() throws Exception {
        site.logIn(Site.PASSWORD);
        site.api.on("/cluster/v1/status", "{}");

        try (Site.Events one = site.listen("/cluster/v1/status");
                Site.Events other = site.listen("/cluster/v1/status")) {
            one.next("answer");
            other.next("answer");
            assertThat(site.get("/console/stream?watch=/cluster/v1/status").statusCode())
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/assets/x/nothing.js", "/console/assets/x/../door/Door.class"})
    void aFileThatIsNotThereIsNotFound(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = site.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("There is no such part of the dashboard.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/assets/x/%2e%2e/door/Door.class", "/console/assets/x/..%2fdoor/Door.class"})
    void aPathThatHidesWhereItLeadsIsRefused(String path) throws IOException, InterruptedException {
        assertThat(site.get(path).statusCode()).isEqualTo(400);
    }
}
