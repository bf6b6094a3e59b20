package io.patchbay.dashboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a page listens, to this and then to that. */
@Timeout(60) // a page that listens waits for ever where nothing comes
class StreamTest {
    private static final String ROOMS = "/cluster/v1/rooms";
    private static final String DRAIN = "/cluster/v1/drain";
    private static final int MOST = 2; // as the site has it

    private final Site site = new Site();

    @BeforeEach
    void start() throws Exception {
        site.start();
        site.logIn(Site.PASSWORD);
        site.api.on(ROOMS, "{\"rooms\":1}");
        site.api.on(DRAIN, "{\"drain\":1}");
    }

    @AfterEach
    void stop() throws Exception {
        site.stop();
    }

    @Test
    void tellsWhatIsNewAndNotAgainWhatStays() throws Exception {
        try (Site.Events events = site.listen(ROOMS)) {
            String stream = events.id();
            events.next("answer");

            assertThat(site.listenTo(stream, ROOMS, DRAIN).statusCode()).isEqualTo(204);
            assertThat(events.next("answer")).contains("\"target\":\"" + DRAIN + "\"");
        }
    }

    @Test
    void tellsNothingMoreOfWhatIsLeft() throws Exception {
        try (Site.Events events = site.listen(ROOMS, DRAIN)) {
            String stream = events.id();
            events.next("answer");
            events.next("answer");
            site.listenTo(stream, DRAIN);
            site.api.on(ROOMS, "{\"rooms\":2}");
            site.api.on(DRAIN, "{\"drain\":2}");
            site.clock.advance(Duration.ofSeconds(1));

            assertThat(events.next("answer")).contains("\"target\":\"" + DRAIN + "\"", "{\"drain\":2}");
        }
    }

    @Test
    void tellsWhatItComesBackTo() throws Exception {
        try (Site.Events events = site.listen(ROOMS)) {
            String stream = events.id();
            events.next("answer");
            site.listenTo(stream, DRAIN);
            events.next("answer");
            site.listenTo(stream, DRAIN, ROOMS);

            assertThat(events.next("answer")).contains("\"target\":\"" + ROOMS + "\"");
        }
    }

    @Test
    void tellsWhichNodeLeads() throws Exception {
        site.api.elsewhere(ROOMS, "http://10.0.0.2:8080/cluster/v1/rooms");
        try (Site.Events events = site.listen(ROOMS)) {
            assertThat(events.next("answer"))
                    .contains("\"status\":409", "\"code\":\"elsewhere\"", "\"leader\":\"http://10.0.0.2:8080\"");
        }
    }

    @Test
    void knowsNothingOfAStreamThatIsOver() throws Exception {
        assertThat(site.listenTo("0123456789abcdef", ROOMS).statusCode()).isEqualTo(404);
    }

    @Test
    void knowsNothingOfTheStreamOfAnotherLogin() throws Exception {
        try (Site.Events events = site.listen(ROOMS)) {
            String stream = events.id();
            site.changeBrowser();
            site.logIn(Site.PASSWORD);

            assertThat(site.listenTo(stream, DRAIN).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void listensToNothingElseWithoutTheProofOfThePage() throws Exception {
        try (Site.Events events = site.listen(ROOMS)) {
            String path = "/console/stream/" + events.id();

            assertThat(site.post(path, "[\"" + DRAIN + "\"]").statusCode()).isEqualTo(403);
            assertThat(site.post(path, "[\"" + DRAIN + "\"]", "X-Patchbay-Proof", "guessed")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}", "\"/now\"", "[]", "[1]", "[null]", "[\"/services\"]"})
    void refusesWhatIsNoListOfTargets(String body) throws Exception {
        try (Site.Events events = site.listen(ROOMS)) {
            assertThat(site.post("/console/stream/" + events.id(), body, "X-Patchbay-Proof", site.proof())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void refusesMoreThanAPageMayListenTo() throws Exception {
        String[] targets = Stream.iterate(1, number -> number + 1)
                .limit(13)
                .map(number -> ROOMS + "?limit=" + number)
                .toArray(String[]::new);
        try (Site.Events events = site.listen(ROOMS)) {
            String stream = events.id();

            assertThat(site.listenTo(stream, targets).statusCode()).isEqualTo(400);
            assertThat(site.listenTo(stream, ROOMS + "?search=" + "x".repeat(2_500))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(site.listenTo(stream, "x".repeat(70_000)).body()).contains("65536 bytes");
        }
    }

    @Test
    void noMoreGetInThanMayHoweverManyComeAtOnce() throws Exception {
        List<CompletableFuture<HttpResponse<InputStream>>> pages =
                Stream.generate(() -> site.listenLater(ROOMS)).limit(24).toList();

        assertThat(pages.stream().map(page -> page.join().statusCode()))
                .filteredOn(status -> status == 200)
                .hasSize(MOST);
        assertThat(pages.stream().map(page -> page.join().statusCode()))
                .filteredOn(status -> status == 503)
                .hasSize(24 - MOST);
    }

    @Test
    void aRequestThatIsNotReadTakesNoPlace() throws Exception {
        for (int i = 0; i < MOST + 1; i++) {
            HttpResponse<String> head = site.head("/console/stream?watch=" + ROOMS);
            assertThat(head.statusCode()).isEqualTo(405);
            assertThat(head.headers().firstValue("Allow")).contains("GET");
        }

        try (Site.Events events = site.listen(ROOMS)) {
            assertThat(events.next("answer")).contains("{\"rooms\":1}");
        }
    }

    @Test
    void aPageThatTakesNothingForLongLosesItsPlace() throws Exception {
        site.api.on(DRAIN, "\"" + "x".repeat(32 * 1024 * 1024) + "\""); // more than any buffer on the way
        try (Site.Events stuck = site.listen(DRAIN);
                Site.Events other = site.listen(ROOMS)) {
            stuck.id(); // and nothing more
            other.next("answer");

            assertThat(awaitPlace(Duration.ofSeconds(10)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPageThatHasGoneLeavesItsPlaceToAnother() throws Exception {
        site.listen(ROOMS).next("answer");
        try (Site.Events gone = site.listen(ROOMS)) {
            gone.next("answer");
        }

        assertThat(awaitPlace(Duration.ofSeconds(2)).statusCode()).isEqualTo(200);
    }

    /** Lets time go by until one more may listen. */
    private HttpResponse<InputStream> awaitPlace(Duration step) {
        HttpResponse<InputStream> page = site.listenLater(ROOMS).join();
        while (page.statusCode() == 503) {
            site.clock.advance(step);
            page = site.listenLater(ROOMS).join();
        }
        return page;
    }
}
