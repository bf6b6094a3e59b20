package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a node with a thousand workers and some thousand timelines: what counts is what the page has to draw. */
class DashboardScaleIT {
    private static final int WORKERS = 1_000;
    private static final int TIMELINES = 3_000;
    private static final int AT_ONCE = 8;
    private static final int MOST_ROWS = 60; // of a table; what is seen, and a dozen above and below
    private static final String TABLE = ".scroll[aria-label=\"All workers\"]";

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static DashboardPage page;

    @BeforeAll
    static void startNodeAndFillIt() throws Exception {
        // workers that have joined stay, though nobody reports for them
        node = NodeProcess.start(folder.resolve("data"), "--set", "io.patchbay.placement:silenceMillis=600000");
        WorkerApi workers = node.workers();
        inParallel(WORKERS, number -> {
            Answer answer = workers.join("play-" + number, number % 80 / 100.0, List.of());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
        OwtRest rest = node.rest();
        String room = rest.room(Map.of());
        inParallel(TIMELINES, number -> rest.token(room, "user-" + number, "presenter"));
        page = DashboardPage.of(node);
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close(); // also if there never was a page
        page.close();
    }

    private interface Numbered {
        void run(int number) throws IOException, InterruptedException;
    }

    private static void inParallel(int count, Numbered work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                int mine = number;
                all.add(threads.submit(() -> {
                    work.run(mine);
                    return true;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int count(String expression) throws IOException {
        return page.browser().value(expression).asInt();
    }

    private static int rowsOf(String table) throws IOException {
        return count("document.querySelectorAll('" + table + " tbody tr:not(.space)').length");
    }

    private void showsAllWorkers() throws IOException {
        page.go("now")
                .says("1,000 workers")
                .browser()
                .until("document.querySelector('" + TABLE + " tbody tr') !== null");
    }

    @Test
    void goesToTheLastRowByTheKeyboardAndHoldsFewRows() throws Exception {
        showsAllWorkers();
        page.browser().value("document.querySelector('" + TABLE + "').focus()");

        page.browser().press("End");

        page.browser()
                .until("[...document.querySelectorAll('" + TABLE + " tbody tr')].some((row) => row.ariaRowIndex === '"
                        + rowIndexOfTheLast() + "')");
        assertThat(rowsOf(TABLE)).isLessThan(MOST_ROWS);
        page.browser().press("Home");
        page.browser().until("document.querySelector('" + TABLE + " tbody tr[aria-rowindex=\"2\"]') !== null");
    }

    private String rowIndexOfTheLast() throws IOException {
        return page.browser()
                .value("document.querySelector('" + TABLE + " table').getAttribute('aria-rowcount')")
                .asText();
    }

    @Test
    void keepsTheFocusInATableWhoseFocusedRowIsScrolledAway() throws Exception {
        String decisions = ".scroll[aria-label=\"What happened to sessions lately\"]";
        page.go("sessions").browser().until("document.querySelectorAll('" + decisions + " tr.link').length > 20");
        page.browser().value("document.querySelector('" + decisions + " tr.link').focus()");

        page.browser().press("ArrowDown");
        assertThat(page.browser().value("document.activeElement.ariaRowIndex").asText())
                .isEqualTo("3");
        page.browser().press("End");

        page.browser().until("document.activeElement === document.querySelector('" + decisions + "')");
    }

    @Test
    void drawsOnlyWhatHasChanged() throws Exception {
        showsAllWorkers();
        page.browser()
                .value("(() => { window.drawn = 0; new MutationObserver((all) => all.forEach(({ addedNodes }) => {"
                        + " window.drawn += [...addedNodes].filter((node) => node.nodeType === 1).length; }))"
                        + ".observe(document.querySelector('main'), { childList: true, subtree: true }); })()");

        node.workers().join("play-7", 0.79, List.of());

        page.browser()
                .until("(() => { const square = document.querySelectorAll('.squares i')[7];"
                        + " square.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));"
                        + " return square.title.startsWith('play-7: 79 %'); })()");
        assertThat(count("window.drawn")).as("elements that were made anew").isLessThan(MOST_ROWS);
    }

    @Test
    void isASmallDocumentOnEveryPage() throws Exception {
        for (String name : List.of("now", "sessions", "explain?purpose=play", "plugins", "jobs", "lobby", "events")) {
            page.go(name).browser().until("document.querySelector('main .scroll, main .empty') !== null");

            assertThat(count("document.querySelectorAll('main *').length"))
                    .as(name)
                    .isLessThan(5_000);
            assertThat(
                            count(
                                    "Math.max(0, ...[...document.querySelectorAll('main tbody')].map((body) => body.rows.length))"))
                    .as(name)
                    .isLessThan(MOST_ROWS);
        }
        page.hasNoFaults();
    }
}
