package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The game's client of the examples in real browsers, from the update of its resources to the end of a match. */
@ExtendWith(SharedNode.class)
class PlayClientIT {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final Path CLIENT = EXAMPLES.resolve("play-client");
    private static final String MODE = "in-browsers";
    private static final String PASSWORD = "correct horse";

    @TempDir
    private static Path folder;

    private static final List<AutoCloseable> RUNNING = new ArrayList<>();
    private static String page;

    @BeforeAll
    static void openTheGame(NodeProcess node) throws Exception {
        for (String player : List.of("ann-clicks", "bob-clicks", "cat-watches")) {
            LobbyApi.player(node, player);
        }
        RUNNING.add(StorageProcess.start(folder.resolve("storage"), List.of(node)));
        NodeProcess.Finished published = NodeProcess.command(
                "releases",
                "publish",
                "1.0",
                CLIENT.resolve("release").toString(),
                "--url",
                node.url(),
                "--data",
                node.data().toString());
        assertThat(published.status()).as(published.output()).isZero();
        String token = node.credentials().path("worker").path("token").asText();
        String server = EXAMPLES.resolve("play-server/play-server.mjs").toString();
        start(server, "--url", node.url(), "--token", token, "--id", "browser-table", "--mode", MODE);
        page = start(CLIENT.resolve("serve.mjs").toString(), "--url", node.url(), "--port", "0", "--mode", MODE)
                .path("ready")
                .asText();
    }

    @AfterAll
    static void closeTheGame() throws Exception {
        for (AutoCloseable running : RUNNING) {
            running.close();
        }
    }

    /** Starts a program on Node; @return the line of JSON by which it says that it is there */
    private static JsonNode start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        RUNNING.add(() -> {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
        });
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new ObjectMapper().readTree(output.readLine());
    }

    private static void logIn(Browser browser, String account, String password) throws IOException {
        browser.fill("[name=account]", account)
                .fill("[name=password]", password)
                .press("Enter");
    }

    private static String said(Browser browser, String words) throws IOException {
        return browser.text("#said:has-text(\"" + words + "\")");
    }

    private static void picture(Browser browser, String name) throws IOException {
        browser.picture(Path.of("target", "play-client-" + name + ".png"));
    }

    @Test
    void leadsTwoPlayersFromTheUpdateToTheEndOfTheirMatch() throws Exception {
        try (Browser ann = Browser.start();
                Browser bob = Browser.start()) {
            for (Browser browser : List.of(ann, bob)) {
                assertThat(browser.open(page)).isEqualTo(200);
                browser.text("#login:not([hidden])");
                assertThat(browser.text("#theme")).isEqualTo("Meadow 1.0");
                assertThat(browser.text("#endpoint-storage")).startsWith("http://");
            }
            logIn(ann, "ann-clicks", PASSWORD);
            logIn(bob, "bob-clicks", PASSWORD);
            assertThat(ann.text("#me:has-text('ann-clicks')")).contains("level 0");
            assertThat(ann.text("#endpoint-lobby")).startsWith("http://");
            picture(ann, "lobby");

            ann.click("#play");
            said(ann, "Waiting for the other player");
            bob.click("#play");
            said(ann, "It is your turn");
            ann.press("Enter"); // on the field in the middle
            said(bob, "It is your turn");
            bob.press("ArrowUp").press("Enter");
            said(ann, "It is your turn");
            ann.press("ArrowLeft").press("Enter");
            said(bob, "It is your turn");
            bob.click("[aria-label='row 1, column 1: free']");
            said(ann, "It is your turn");
            ann.click("[aria-label='row 2, column 3: free']");

            assertThat(said(bob, "You have lost")).isNotEmpty();
            assertThat(said(ann, "You have won")).isNotEmpty();
            assertThat(ann.text("#players")).contains("ann-clicks (X)", "bob-clicks (O)");
            assertThat(ann.text("#endpoint-play")).startsWith("ws://");
            picture(ann, "won");
            ann.click("#leave");
            said(ann, "You are in the lobby again");
            assertThat(ann.faults()).isEmpty();
            assertThat(bob.faults()).isEmpty();
        }
    }

    @Test
    void showsAMatchToWhoWatches() throws Exception {
        try (Browser ann = Browser.start();
                Browser bob = Browser.start();
                Browser cat = Browser.start()) {
            enter(ann, "", "ann-clicks").click("#play");
            said(ann, "Waiting for the other player");
            enter(bob, "", "bob-clicks").click("#play");
            said(ann, "It is your turn");
            ann.click("[aria-label='row 1, column 1: free']");
            said(bob, "It is your turn");

            enter(cat, "/?watch=" + ann.text("#match-id"), "cat-watches");
            said(cat, "It is the turn of O");
            assertThat(cat.text("#players")).contains("ann-clicks (X)", "bob-clicks (O)");
            cat.text("[aria-label='row 1, column 1: X'][aria-disabled=true]");
            bob.click("[aria-label='row 2, column 2: free']");
            said(cat, "It is the turn of X");
            cat.text("[aria-label='row 2, column 2: O']");
            assertThat(cat.text("#endpoint-observer")).startsWith("ws://");
            picture(cat, "watched");

            bob.click("#leave");
            said(ann, "You have won");
            said(cat, "X has won");
            assertThat(cat.faults()).isEmpty();
        }
    }

    private static Browser enter(Browser browser, String query, String account) throws IOException {
        browser.open(page + query);
        browser.text("#login:not([hidden])");
        logIn(browser, account, PASSWORD);
        return browser;
    }

    @Test
    void endsWithADialogWhenTheLoginIsRefused() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open(page);
            browser.text("#login:not([hidden])");
            logIn(browser, "ann-clicks", "another horse");

            assertThat(browser.text("dialog[open]")).contains("Id or password is wrong.");
            assertThat(browser.text("#steps [data-step=login][data-state=failed]"))
                    .contains("Login");
            picture(browser, "refused");
            browser.click("dialog button");
            assertThat(browser.text("#ended:not([hidden])")).contains("Load the page again");
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void refusesAFileThatIsNotTheOneThatWasSigned() throws Exception {
        String file = "**/files/" + GameClient.sha256(Files.readString(CLIENT.resolve("release/board.svg")));
        try (Browser browser = Browser.start()) {
            browser.open(page + "/settings.json"); // a page to begin with
            browser.tamperWith(file).open(page);

            assertThat(said(browser, "No storage node has the right file")).contains("the file has another hash");
            picture(browser, "tampered");
            browser.leaveAlone(file).click("#update-again");
            browser.text("#login:not([hidden])");
            assertThat(browser.text("#theme")).isEqualTo("Meadow 1.0");
        }
    }

    @Test
    void passesItsOwnTests() throws Exception {
        Path output = folder.resolve("tests.txt");
        Process tests = new ProcessBuilder("node", "--test", "test/")
                .directory(CLIENT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(tests.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tests.exitValue()).as(() -> read(output)).isZero();
        assertThat(read(output)).contains("# fail 0").doesNotContain("# pass 0");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
