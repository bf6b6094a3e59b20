package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator at the dashboard is asked before something is done. */
@ExtendWith(SharedNode.class)
class DashboardDialogsIT {
    private static final String DIALOG = "document.querySelector('dialog')";
    private static final String REFUSAL = "document.querySelector('dialog [role=alert] p')";
    private static final String FIELD = "document.querySelector('dialog textarea')";

    private NodeProcess node;
    private OwtRest rest;
    private String room;
    private RawClient ann;
    private DashboardPage page;

    @BeforeEach
    void open(NodeProcess shared) throws Exception {
        node = shared;
        rest = shared.rest();
        room = rest.post("/v1/rooms", Map.of("name", "asked", "options", Map.of()))
                .json()
                .path("_id")
                .asText();
        String token = rest.token(room, "ann", "presenter");
        ann = RawClient.connectTo(token);
        assertThat(ann.login(token).path(0).asText()).isEqualTo("ok");
        page = DashboardPage.of(shared);
    }

    @AfterEach
    void close() throws Exception {
        page.close();
        ann.close();
        rest.delete("/v1/rooms/" + room);
    }

    private void askForTextTo(String label) throws IOException {
        page.go("sessions/room/" + room).says("1 in it").browser().click("[aria-label='" + label + "']");
    }

    private String value(String expression) throws IOException {
        return page.browser().value(expression).asText();
    }

    @Test
    void keepWhatWasTypedIfItIsRefused() throws Exception {
        askForTextTo("Send a text to ann");
        page.browser().fill("dialog textarea", "one moment, please");
        String participant = node.admin()
                .get("/rooms/" + room + "/participants")
                .json()
                .path("participants")
                .path(0)
                .path("id")
                .asText();
        assertThat(node.admin()
                        .delete("/rooms/" + room + "/participants/" + participant)
                        .status())
                .isEqualTo(204);

        page.browser().click("dialog button.primary").until(REFUSAL + " !== null");

        assertThat(value(FIELD + ".value")).isEqualTo("one moment, please");
        assertThat(value(REFUSAL + ".innerText")).containsIgnoringCase("room " + room);
        assertThat(value("document.activeElement.name")).isEqualTo("message");
        page.look("dialog-refused");
        page.browser().press("Escape").until(DIALOG + " === null");
    }

    @Test
    void sendNoTextThatNobodyWouldSee() throws Exception {
        askForTextTo("Send a text to ann");
        page.browser().fill("dialog textarea", " \n\u200b\t ").click("dialog button.primary");

        page.says("“Text” is blank: type what they are to read.");
        assertThat(value("document.activeElement.getAttribute('aria-invalid') + document.activeElement.name"))
                .isEqualTo("truemessage");
        page.browser().fill("dialog textarea", "at last").click("dialog button.primary");
        page.says("Sent.");
        assertThat(ann.awaitEvent("text").path(1).path("message").asText()).isEqualTo("at last");
        page.hasNoFaults();
    }

    @Test
    void sayWhichNumbersAreRight() throws Exception {
        page.go("sessions").browser().click("text=Drain this node…").fill("dialog [name=seconds]", "86401");
        page.browser().click("dialog button.danger");

        page.says("“Deadline, in seconds” must be a whole number from 0 to 86,400.");
        assertThat(node.admin().get("/drain").json().path("state").asText()).isEqualTo("serving");
        page.hasNoFaults();
    }

    @Test
    void closeWithThePageThatTheyAreOf() throws Exception {
        page.go("events").says("Events and audit");
        askForTextTo("Send a text to ann");
        page.browser().until(DIALOG + " !== null").value("history.back()");

        page.says("Events and audit").browser().until(DIALOG + " === null");
        assertThat(value("document.activeElement.id")).isEqualTo("page");
        page.hasNoFaults();
    }
}
