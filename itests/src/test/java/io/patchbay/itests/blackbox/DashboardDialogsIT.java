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
}
