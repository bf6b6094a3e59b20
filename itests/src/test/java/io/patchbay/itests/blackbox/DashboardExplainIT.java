package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator at the dashboard asks what the scheduler would do, what it did, and what another strategy would have done. */
@ExtendWith(SharedNode.class)
class DashboardExplainIT {
    private static final String PURPOSE = "dashboard-exercise"; // of these tests alone
    private static final int TASKS = 5;

    private WorkerApi admin;
    private DashboardPage page;

    @BeforeEach
    void open(NodeProcess shared) throws Exception {
        admin = shared.admin();
        page = DashboardPage.of(shared);
    }

    @AfterEach
    void close() throws Exception {
        page.close();
        admin.delete("/workers/idle-exercise");
        admin.delete("/workers/busy-exercise");
    }

    private void join(String id, double load) throws Exception {
        Map<String, Object> info = Map.of("ip", "127.0.0.1", "port", 7000, "maxLoad", 0.85, "capacity", Map.of());
        Map<String, Object> worker =
                Map.of("purpose", PURPOSE, "info", info, "state", 2, "load", load, "tasks", List.of());
        assertThat(admin.put("/workers/" + id, worker).status()).isEqualTo(200);
    }

    /** The worker that all of some tasks have got; the strategy stays with the one that it used last. */
    private String decide() throws Exception {
        join("idle-exercise", 0.0);
        join("busy-exercise", 0.5);
        String worker = "";
        for (int task = 0; task < TASKS; task++) {
            worker = admin.schedule(PURPOSE, "exercise-" + task)
                    .json()
                    .path("worker")
                    .path("id")
                    .asText();
        }
        return worker;
    }

    private void fill(String name, String text) throws IOException {
        page.browser().fill("input[name=" + name + "]", text);
    }

    @Test
    void asksWithoutReservingAndGivesEachWorkerItsReason() throws Exception {
        page.go("explain").browser().choose("main select >> nth=0", "portal");
        fill("task", "never-placed");
        page.browser().click("form.line button >> nth=0");

        page.says("chosen").says("Said by");
        assertThat(admin.get("/tasks/portal/never-placed").status()).isEqualTo(404);
        fill("preference", "no JSON");
        page.browser().click("form.line button >> nth=0");
        page.says("must be a JSON object").hasNoFaults();
    }

    @Test
    void listsTheLastDecisionsAndSaysWhyEachCameOut() throws Exception {
        String worker = decide();
        page.go("explain?purpose=" + PURPOSE).says("exercise-" + (TASKS - 1)).says(worker);
        page.browser().click("[aria-label='The last decisions'] tr.link a");
        page.says("As it was then").says("chosen").says("busy-exercise").look("decision");
        page.hasNoFaults();
    }

    @Test
    void saysWhatServesThePurposeNowAndShowsAllOfItsName() throws Exception {
        decide();
        Answer explained = admin.post("/explain", Map.of("purpose", PURPOSE, "task", "trial"));
        String strategy = explained.json().path("strategy").asText();
        assertThat(strategy).matches("[a-z-]+ \\d.*");
        page.go("explain?purpose=" + PURPOSE).says("The strategy " + strategy + " serves now.");

        page.browser()
                .until("[...document.querySelectorAll('select[name=plugin] option')].filter((one) =>"
                        + " one.innerText.endsWith(', serves now')).length === 1");
        // its name, and the arrow beside it
        page.browser()
                .until("(() => { const list = document.querySelector('select[name=plugin]');"
                        + " const probe = document.body.appendChild(document.createElement('span'));"
                        + " probe.style.font = getComputedStyle(list).font;"
                        + " const widths = [...list.options].map(({ text }) => {"
                        + " probe.textContent = text; return probe.offsetWidth; });"
                        + " probe.remove(); return Math.max(...widths) + 32 <= list.offsetWidth; })()");
        page.hasNoFaults();
    }

    @Test
    void showsWhatAnotherStrategyWouldHaveDone() throws Exception {
        String other = decide().startsWith("idle") ? "most-used" : "least-used";
        String version = admin.get("/plugins").json().path("plugins").findParents("name").stream()
                .filter(plugin -> plugin.path("name").asText().equals(other))
                .map(plugin -> plugin.path("version").asText())
                .findFirst()
                .orElseThrow();
        page.go("explain?purpose=" + PURPOSE).says("exercise-0");
        page.browser().choose("select[name=plugin]", other + " " + version);
        page.browser().click("form.line button >> nth=1");

        page.says(" otherwise").says("task exercise-0");
        page.look("explain").hasNoFaults();
    }
}
