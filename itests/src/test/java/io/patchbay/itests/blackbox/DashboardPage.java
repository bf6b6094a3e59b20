package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/**
 * The dashboard of a node in a real browser, with the admin logged in. A test goes to a page, waits until it says what it should, and has
 * it looked at. Confined to the test's thread.
 */
final class DashboardPage implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "dashboard");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Tables and headings that are wider than their place. */
    private static final String CUT_OFF = "[...document.querySelectorAll('.scroll, th')]"
            + ".filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.ariaLabel ?? one.innerText)";

    private final Browser browser;
    private final NodeProcess node;

    private DashboardPage(Browser browser, NodeProcess node) {
        this.browser = browser;
        this.node = node;
    }

    /** Opens it; skips the test where there is no browser. */
    static DashboardPage of(NodeProcess node) throws IOException {
        DashboardPage page = new DashboardPage(Browser.start(), node);
        try {
            page.logIn();
            return page;
        } catch (IOException | RuntimeException | AssertionError failed) {
            page.close();
            throw failed;
        }
    }

    Browser browser() {
        return browser;
    }

    /** Logs in, once the dashboard is there: it begins when the node is ready. */
    void logIn() throws IOException {
        await().atMost(PATIENCE).until(() -> node.get("/console").status() == 200);
        browser.open(node.url() + "/console", "", "");
        sendPassword();
        browser.until("document.querySelector('#pages a') !== null");
    }

    /** Fills the form of the login, which is shown, and sends it. */
    void sendPassword() throws IOException {
        browser.fill(
                "[name=password]",
                node.credentials().path("admin").path("password").asText());
        browser.click("button.primary");
    }

    /** Goes to a page by its address, such as {@code jobs/42}, and waits until it is drawn. */
    DashboardPage go(String address) throws IOException {
        String name = address.replaceFirst("[/?].*", "");
        browser.value("location.hash = " + JSON.writeValueAsString("#/" + address));
        browser.until("document.querySelector('#pages a[aria-current]')?.getAttribute('href') === '#/" + name
                + "' && document.querySelector('main h1') !== null");
        return this;
    }

    /** Waits until the page says something. */
    DashboardPage says(String text) throws IOException {
        browser.until("document.body.innerText.includes(" + JSON.writeValueAsString(text) + ")");
        return this;
    }

    /**
     * Looks at the page as it is, wide and narrow, by day and by night: nothing serious keeps people out, neither it nor a table is wider
     * than its place, no heading is cut off, and a picture of each is left in {@code target/dashboard}.
     *
     * @param name of the pictures
     */
    DashboardPage look(String name) throws IOException {
        Files.createDirectories(PICTURES);
        for (int width : new int[] {400, 1280}) {
            browser.size(width, width == 400 ? 800 : 900);
            for (String scheme : new String[] {"dark", "light"}) {
                String view = name + "-" + width + "-" + scheme;
                browser.scheme(scheme).picture(PICTURES.resolve(view + ".png"));
                assertThat(browser.barriers()).as(view).isEmpty();
            }
            assertThat(browser.value("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean())
                    .as(name + " fits into " + width + " pixels")
                    .isTrue();
            assertThat(browser.value(CUT_OFF))
                    .as("tables and headings that are cut off in " + name + " at " + width + " pixels")
                    .isEmpty();
        }
        return this;
    }

    /** Holds a file over the page, as somebody does who drags it. */
    DashboardPage hold(Path file) throws IOException {
        return dragged(file, "dragover");
    }

    /** Drops a file on the page. */
    DashboardPage drop(Path file) throws IOException {
        return dragged(file, "drop");
    }

    private DashboardPage dragged(Path file, String event) throws IOException {
        String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        String name = JSON.writeValueAsString(file.getFileName().toString());
        browser.value("(() => { const dataTransfer = new DataTransfer();"
                + " const bytes = Uint8Array.from(atob('" + content + "'), (letter) => letter.charCodeAt(0));"
                + " dataTransfer.items.add(new File([bytes], " + name + "));"
                + " document.querySelector('main').dispatchEvent("
                + "new DragEvent('" + event + "', { dataTransfer, bubbles: true, cancelable: true })); })()");
        return this;
    }

    /** Nothing that the page is made of has failed or was refused by its own policy. */
    void hasNoFaults() throws IOException {
        assertThat(browser.faults()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        browser.close();
    }
}
