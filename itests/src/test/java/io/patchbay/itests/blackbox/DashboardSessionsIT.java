package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator at the dashboard looks for a client, follows what it went through, and acts in its room. */
@ExtendWith(SharedNode.class)
class DashboardSessionsIT {
    private static final String HOSTILE = "<img src=x onerror=\"document.title='owned'\"> \"'&";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private NodeProcess node;
    private OwtRest rest;
    private String room;
    private DashboardPage page;

    @BeforeEach
    void open(NodeProcess shared) throws Exception {
        node = shared;
        rest = shared.rest();
        room = rest.post("/v1/rooms", Map.of("name", HOSTILE, "options", Map.of()))
                .json()
                .path("_id")
                .asText();
        page = DashboardPage.of(shared);
    }

    @AfterEach
    void close() throws Exception {
        page.close();
        node.admin().delete("/drain");
        rest.delete("/v1/rooms/" + room);
    }

    private RawClient client(String user) throws Exception {
        String token = rest.token(room, user, "presenter");
        RawClient client = RawClient.connectTo(token);
        assertThat(client.login(token).path(0).asText()).isEqualTo("ok");
        return client;
    }

    /** The rows of a table that is shown, as text. */
    private void showsRow(String table, String text) throws IOException {
        page.browser()
                .until("[...document.querySelectorAll('[aria-label=\"" + table + "\"] tbody tr')]"
                        + ".some((row) => row.innerText.includes(" + JSON.writeValueAsString(text) + "))");
    }

    @Test
    void findsAClientAndFollowsWhatItWentThrough() throws Exception {
        RawClient ann = client("ann of the timeline");
        try (RawClient bob = client("bob")) {
            page.go("sessions").browser().fill("input[type=search]", "THE TIMELINE");
            page.browser().until("document.querySelectorAll('[aria-label=Sessions] tbody tr.link').length === 1");
            page.look("sessions");
            page.browser().click("[aria-label=Sessions] tr.link a");
            page.says("Token issued").says("Let into the room").browser().until("document.querySelector('h1 .good')");
            ann.close();
            page.says("Connection gone").look("session");
            page.browser().click("text=Why this portal?");
            page.says("chosen").says("As it was then").look("why");
            page.browser().click("text=its session");
            page.says("Connection gone");
            assertThat(bob.open()).isTrue();
        }
        page.hasNoFaults();
    }

    @Test
    void exportsATimeline() throws Exception {
        try (RawClient ann = client("ann to export")) {
            page.go("sessions").browser().fill("input[type=search]", "to export");
            page.browser().click("[aria-label=Sessions] tr.link a");
            page.says("Token issued");
            page.browser()
                    .value(
                            "HTMLAnchorElement.prototype.click = function () { window.exported = this.download; };"
                                    + "URL.createObjectURL = (file) => { file.text().then((text) => { window.content = text; }); return ''; }");
            page.browser().click("main button:text-is('Export')").until("window.content !== undefined");
            assertThat(page.browser().value("window.exported").asText()).matches("timeline-.*[.]json");
            JsonNode moment = JSON.readTree(
                            page.browser().value("window.content").asText())
                    .path("moments")
                    .path(0);
            assertThat(Instant.parse(moment.path("time").asText()).toEpochMilli())
                    .isEqualTo(moment.path("at").asLong());
            assertThat(ann.open()).isTrue();
        }
    }

    @Test
    void sendsATextRemovesSomebodyAndClosesTheRoom() throws Exception {
        try (RawClient ann = client("ann");
                RawClient bob = client("bob")) {
            page.go("sessions/room/" + room).says("2 in it");
            showsRow("Who is in the room", "bob");
            page.look("room");

            page.browser().click("text=Send text…").fill("dialog textarea", "back in <b>five</b> minutes");
            page.browser().click("dialog button.primary");
            page.says("Sent.");
            JsonNode text = ann.awaitEvent("text").path(1);
            assertThat(text.path("from").asText()).isEqualTo("operator");
            assertThat(text.path("message").asText()).isEqualTo("back in <b>five</b> minutes");
            assertThat(bob.awaitEvent("text").path(1)).isEqualTo(text);

            page.browser().click("[aria-label='Remove bob']").click("dialog button.danger");
            page.says("bob is removed.").says("1 in it");
            assertThat(bob.closeCode(PATIENCE)).isPresent();

            page.browser().click("text=Close…").click("dialog button.danger");
            page.says("The room is closed.");
            assertThat(ann.closeCode(PATIENCE)).isPresent();
        }
        page.go("sessions").browser().choose("label:has-text('What') select", "over");
        showsRow("What happened to sessions lately", "bob\tdropped");
        page.hasNoFaults();
    }

    /** What the page lists after a list was told some things. */
    private String listed(String told) throws IOException {
        return page.browser()
                .value("(async () => {"
                        + "const script = document.querySelector('script[type=module]').src;"
                        + "const { Listing } = await import(new URL('pages/sessions/listing.js', script));"
                        + "const list = new Listing((row) => row);"
                        + told
                        + "return `${list.rows.join(' ')}, then after ${list.after}, ${list.left} left`; })()")
                .asText();
    }

    @Test
    void listsNobodyTwiceAndLeavesNobodyOutWhileTheLivePageMoves() throws Exception {
        String first = "list.onLive({ rows: ['a', 'c'], next: 'c', matched: 6 });";
        String more = "list.onMore({ rows: ['d', 'e'], next: 'e' });";

        assertThat(listed(first)).isEqualTo("a c, then after c, 4 left");
        assertThat(listed(first + more)).isEqualTo("a c d e, then after e, 2 left");
        assertThat(listed(first + more + "list.onLive({ rows: ['a', 'b'], next: 'b', matched: 7 });"))
                .isEqualTo("a b c d e, then after e, 2 left");
        assertThat(listed(first + more + "list.onLive({ rows: ['c', 'e'], next: 'e', matched: 4 });"))
                .isEqualTo("c e, then after e, 2 left");
        assertThat(listed(first + more + "list.onLive({ rows: ['e', 'h'], next: 'h', matched: 3 });"))
                .isEqualTo("e h, then after h, 1 left");
        assertThat(listed(first + more + "list.onLive({ rows: ['c', 'f'], matched: 2 });"))
                .isEqualTo("c f, then after , 0 left");
        String last = "list.onMore({ rows: ['f'] });";
        assertThat(listed(first + more + last)).isEqualTo("a c d e f, then after f, 0 left");
        assertThat(listed(first + more + last + first))
                .as("somebody has come whom no page has shown")
                .isEqualTo("a c, then after c, 4 left");
    }

    @Test
    void showsNamesThatWouldBeObeyedAsText() throws Exception {
        try (RawClient client = client(HOSTILE)) {
            page.go("sessions").says(HOSTILE).browser().fill("input[type=search]", "<img src=x");
            page.browser().until("document.querySelectorAll('[aria-label=Sessions] tbody tr.link').length === 1");
            page.browser().click("[aria-label=Sessions] tr.link a");
            page.says("Token issued").go("sessions/room/" + room).says("1 in it");
            showsRow("Who is in the room", HOSTILE);

            assertThat(page.browser()
                            .value("document.querySelector('main img') === null")
                            .asBoolean())
                    .isTrue();
            assertThat(page.browser().value("document.title").asText()).doesNotContain("owned");
            assertThat(client.open()).isTrue();
        }
        page.hasNoFaults();
    }

    @Test
    void drainsTheNodeAndTakesItBack() throws Exception {
        try (RawClient ann = client("ann who stays")) {
            page.go("sessions").browser().click("text=Drain this node…").click("dialog button.danger");
            page.says("The node is being drained")
                    .says("Still connected: 1 of 1; away: 0.")
                    .look("drain");
            assertThat(ann.open()).isTrue();
        }
        page.says("The node is drained").browser().click("text=Take it back");
        page.says("The node takes clients again.").hasNoFaults();
        assertThat(node.admin().get("/drain").json().path("state").asText()).isEqualTo("serving");
    }
}
