package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard in a browser: what all its pages have in common. */
@ExtendWith(SharedNode.class)
class DashboardIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NodeProcess node;
    private DashboardPage page;

    @BeforeEach
    void open(NodeProcess shared) throws IOException {
        node = shared;
        page = DashboardPage.of(shared);
    }

    @AfterEach
    void close() throws IOException {
        page.close();
    }

    @Test
    void showsALostConnectionAndComesBack() throws Exception {
        page.go("now").says("live");

        page.browser().offline(true);
        // a stream that is open stays open; who comes back to the page opens a new one
        page.browser().value("document.dispatchEvent(new Event('visibilitychange'))");
        page.says("The connection to the node is lost.").look("lost");
        page.browser().offline(false);

        page.browser().until("document.getElementById('lost').innerText === ''");
        page.says("live");
    }

    @Test
    void showsWhatIsGoingOnNow() throws Exception {
        page.go("now").says("conference-").says("portal-").says("Every part can do its work.");
        page.look("now").hasNoFaults();
    }

    @Test
    void saysHowAJobComesToBe() throws Exception {
        page.go("jobs")
                .says("./patchbay recover plan.yaml")
                .says("POST /recovery/v1/plans/jobs")
                .look("jobs-none");
        page.hasNoFaults();
    }

    @Test
    void countsOneThingAsOne() throws Exception {
        page.go("now").says("1 worker, ");

        assertThat(page.browser().text("main")).doesNotContainPattern("\\b1 (workers|rooms|seats|tasks|faults)\\b");
        assertThat(page.browser()
                        .value("(async () => {"
                                + "const script = document.querySelector('script[type=module]').src;"
                                + "const { plural } = await import(new URL('ui/format.js', script));"
                                + "return [0, 1, 1_234].map((count) => plural(count, 'room')).join(', ')"
                                + " + ', ' + plural(2, 'box', 'boxes'); })()")
                        .asText())
                .isEqualTo("0 rooms, 1 room, 1,234 rooms, 2 boxes");
    }

    @Test
    void saysThatAWorkerIsPassedOver() throws Exception {
        join("over-silent");
        join("over-well");
        page.go("now").says("over-silent");

        await().atMost(PATIENCE).until(() -> {
            node.workers().post("/workers/over-well/report", Map.of("load", 0.1));
            return page.browser()
                    .value("document.querySelector('main').innerText.includes('passed over')")
                    .asBoolean();
        });

        node.workers().delete("/workers/over-silent");
        node.workers().delete("/workers/over-well");
    }

    /** As a worker with seats, of a kind of its own. */
    private void join(String id) throws Exception {
        Map<String, Object> info = Map.of(
                "ip",
                "127.0.0.1",
                "port",
                7000,
                "maxLoad",
                0.85,
                "seats",
                4,
                "capacity",
                Map.of("modes", List.of("over")));
        assertThat(node.workers()
                        .put(
                                "/workers/" + id,
                                Map.of("purpose", "dashboard-over", "info", info, "state", 2, "load", 0.1))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ticksDownWhatIsReserved() throws Exception {
        node.workers().join("now-1", 0.1, List.of());
        assertThat(node.workers().schedule("play", "reserved-now").status()).isEqualTo(200);

        page.go("now").says("reserved-now");
        page.browser().until("document.querySelector('.ticking li [role=meter]') !== null");

        assertThat(node.workers().delete("/tasks/play/reserved-now").status()).isEqualTo(204);
        page.browser().until("!document.querySelector('main').innerText.includes('reserved-now')");
        node.workers().delete("/workers/now-1");
    }

    @Test
    void listensByTheSameStreamFromPageToPage() throws Exception {
        page.go("now").says("Every part can do its work.");
        page.go("jobs").says("Recovery jobs");
        page.go("now").says("Every part can do its work.").says("live");

        assertThat(requestsTo("/console/stream/")).isPositive(); // says what it wants to listen to
        assertThat(requestsTo("/console/stream?")).as("streams that are over").isZero();
    }

    private int requestsTo(String path) throws IOException {
        return page.browser()
                .value("performance.getEntriesByType('resource').filter(({ name }) => name.includes('" + path
                        + "')).length")
                .asInt();
    }

    @Test
    void showsWhoDidWhat() throws Exception {
        page.go("events?area=audit").says("logged in to the dashboard");
        page.look("events").hasNoFaults();
    }

    @Test
    void saysOfAnAddressThatItNamesNothing() throws Exception {
        page.go("sessions/one/" + "x".repeat(1_200))
                .says("Nothing can be called “xxx")
                .look("nowhere");
        page.go("sessions/room/%00").says("Nothing can be called “%00”: a name here has 1 to 200 letters");
        page.go("jobs/a%2Fb").says("Nothing can be called “a%2Fb”");
        page.go("jobs/50%").says("Nothing can be called “50%”");
        page.go("sessions/some/where").says("On the page Sessions nothing is at “some/where”.");
        page.go("explain/decision/portal/first").says("On the page Explain nothing is at");
        page.go("plugins/strategy").says("On the page Plug-ins nothing is at “strategy”.");
        page.go("jobs/a/b/c").says("On the page Jobs nothing is at “a/b/c”.");
        page.go("now/then").says("On the page Now nothing is at “then”.");
        page.browser().value("location.hash = '#/nothing'");
        page.says("There is no page “nothing”: there are Now, Sessions,");
        page.go("sessions/one/nobody").says("This node remembers nothing of a participant or portal task");
        page.go("jobs?state=odd")
                .says("Recovery jobs")
                .go("events?severity=odd")
                .says("logged in to the dashboard");
        page.go("explain?purpose=%00").says("The last decisions for").hasNoFaults();
    }

    @Test
    void leadsToThePageThatWasAskedForAfterALoginInVain() throws Exception {
        page.browser().click("text=Log out");
        page.says("Password").browser().open(node.url() + "/livez"); // what follows is a new page then
        page.browser().open(node.url() + "/console?from=elsewhere#/events?area=audit");
        page.browser().fill("[name=password]", "guessed").click("button.primary");
        page.says("User or password is wrong.").sendPassword();

        page.says("Events and audit");
        assertThat(page.browser().value("location.hash").asText()).isEqualTo("#/events?area=audit");
    }

    @Test
    void leadsBackToThePageOnWhichTheLoginWasOver() throws Exception {
        page.go("events?area=audit").says("Events and audit");
        page.browser()
                .value("fetch('/console/logout', { method: 'POST', redirect: 'manual', body: new URLSearchParams({"
                        + " proof: document.querySelector('meta[name=patchbay-proof]').content }) }).then(() => '')");

        page.browser().until("document.querySelector('[name=password]') !== null");
        page.sendPassword();
        page.says("Events and audit");
        assertThat(page.browser().value("location.hash").asText()).isEqualTo("#/events?area=audit");
    }

    @Test
    void keepsThePageThatWasAskedForWithoutScripts() throws Exception {
        page.browser().click("text=Log out");
        page.says("Password").browser().scripts(false).open(node.url() + "/livez");
        page.browser().open(node.url() + "/console#/jobs");
        page.sendPassword();

        assertThat(page.browser().text("main")).contains("This node is ready.");
        assertThat(page.browser().value("location.href").asText()).isEqualTo(node.url() + "/console#/jobs");
    }

    @Test
    void isReadableWithoutScripts() throws Exception {
        page.browser().scripts(false).open(node.url() + "/console", "", "");

        assertThat(page.browser().text("main")).contains("This node is ready.").contains("strategy", "least-used");
        Files.createDirectories(Path.of("target", "dashboard"));
        page.browser().picture(Path.of("target", "dashboard", "without-scripts.png"));
    }

    @Test
    void isUsedByTheKeyboardAlone() throws Exception {
        page.browser().open(node.url() + "/livez"); // what follows is a new page then, where nothing has the focus
        page.browser().open(node.url() + "/console#/now");
        page.browser().until("document.querySelector('main h1') !== null");

        page.browser().press("Tab").press("Enter");
        assertThat(page.browser().value("document.activeElement.id").asText()).isEqualTo("page");
    }
}
