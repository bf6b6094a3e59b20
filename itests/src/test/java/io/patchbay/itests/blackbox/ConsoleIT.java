package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the Web Console, of a node with clients and workers. */
class ConsoleIT {
    private static final String CONSOLE = "/system/console";
    private static final String TAB = CONSOLE + "/patchbay";
    private static final String SHELL = CONSOLE + "/gogo";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static String url;
    private static String password;

    @BeforeAll
    static void startNode() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins")); // of its own: one is swapped in
        try (var shipped = Files.list(Path.of(System.getProperty("patchbay.home"), "plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        node = NodeProcess.start(
                folder.resolve("data"),
                "--plugins",
                plugins.toString(),
                "--bind", // so that there is a way in from elsewhere
                "0.0.0.0",
                "--insecure",
                "--port",
                String.valueOf(port),
                "--advertise",
                "127.0.0.1:" + port);
        url = "http://127.0.0.1:" + port;
        password = node.credentials().path("admin").path("password").asText();
        // it begins when the node is ready
        await().atMost(PATIENCE).until(() -> status(TAB, "admin", password) == 200);
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static HttpResponse<String> get(String path, String user, String secret)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Basic " + credentials)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int status(String path, String user, String secret) throws IOException, InterruptedException {
        return get(path, user, secret).statusCode();
    }

    /** The first line that is answered to somebody who comes from another address. */
    private static String from(String address, String to, String secret) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(to, URI.create(url).getPort()), 10_000);
            socket.setSoTimeout(60_000);
            String credentials =
                    Base64.getEncoder().encodeToString(("admin:" + secret).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream()
                    .write(("GET " + TAB + " HTTP/1.1\r\nHost: node\r\nConnection: close\r\nAuthorization: Basic "
                                    + credentials + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static Browser browserAt(String path) throws IOException {
        Browser browser = Browser.start();
        assertThat(browser.open(url + path, "admin", password)).isEqualTo(200);
        return browser;
    }

    @Test
    void refusesThePasswordThatEveryWebConsoleHas() throws Exception {
        assertThat(status(CONSOLE + "/bundles", "admin", "admin")).isEqualTo(401);
        assertThat(status(CONSOLE + "/res/ui/webconsole.css", "admin", "admin")).isEqualTo(401);
    }

    @Test
    void makesThoseWhoGuessWaitAndNobodyElse() throws Exception {
        String guesser = "127.0.0.9";
        for (int i = 0; i < 5; i++) {
            assertThat(from(guesser, "127.0.0.1", "guess" + i)).contains(" 401 ");
        }

        assertThat(from(guesser, "127.0.0.1", password)).contains(" 429 ");
        assertThat(status(TAB, "admin", password)).isEqualTo(200);
    }

    @Test
    void doesNotAnswerToOtherMachines() throws Exception {
        String outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .map(InetAddress::getHostAddress)
                .orElse("");
        Programs.require(!outside.isEmpty(), "network");

        assertThat(from(outside, outside, password)).contains(" 403 ");
    }

    @Test
    void aFormWithoutTheProofOfThePageChangesNothing() throws Exception {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + password).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(url + TAB))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "action=pin&kind=strategy&name=weight-robin&version=0.1.0"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(node.log()).doesNotContain("pinned strategy 'weight-robin'");
    }

    @Test
    void showsClientsRoomsWorkersAndTasks() throws Exception {
        JsonNode credentials = node.credentials();
        JsonNode service = credentials.path("service");
        OwtRest rest = new OwtRest(
                url, service.path("id").asText(), service.path("key").asText());
        String room = rest.room(Map.of());
        String token = rest.token(room, "ann<b>", "presenter");
        WorkerApi workers =
                new WorkerApi(url, credentials.path("worker").path("token").asText());
        for (int i = 1; i <= 3; i++) {
            workers.put(
                    "/workers/play-" + i,
                    Map.of("purpose", "play", "load", 0.2 * i, "tasks", List.of("match-" + i, "lobby-" + i)));
        }
        try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token);
                Browser browser = browserAt(CONSOLE + "/bundles")) {
            ann.login(token, "1.2");
            browser.click("#navmenu >> text=Patchbay").click("a[href='" + TAB + "']");

            assertThat(browser.text("#sessions")).contains("ann<b>", "presenter", "1.2", "connected");
            assertThat(browser.text("#rooms")).contains(room, "a room");
            assertThat(browser.text("#workers")).contains("play-1", "40%", "portal");
            assertThat(browser.text("#tasks")).contains(room);
            assertThat(browser.text("#node")).contains("ready");
            assertThat(browser.faults()).isEmpty();
            browser.picture(Path.of("target", "webconsole.png")); // to be looked at
        }
    }

    @Test
    void pinsAndUnpinsAPlugin() throws Exception {
        try (Browser browser = browserAt(TAB)) {
            browser.click("#plugins tr:has-text('round-robin') >> text=Pin");
            assertThat(browser.text(".told")).contains("strategy 'round-robin' is pinned to version 0.1.0");
            assertThat(browser.text("#plugins tr:has-text('round-robin')")).contains("pinned");
            assertThat(node.log()).contains("(web console) pinned strategy 'round-robin' to version 0.1.0");

            browser.click("#plugins tr:has-text('round-robin') >> text=Unpin");
            assertThat(browser.text("#plugins tr:has-text('round-robin')")).doesNotContain("pinned");
        }
    }

    @Test
    void swapsAJarInAndTriesIt() throws Exception {
        Path demo = Path.of(System.getProperty("patchbay.home"), "lib/demo/plugins/least-used-2.0.0.jar");
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar at all");
        try (Browser browser = browserAt(TAB)) {
            browser.choose("input[name=jar]", broken.toString()).click("#plugins form.line button");
            assertThat(browser.text(".told.bad")).contains("the node refused broken.jar");

            browser.click("#plugins tr:has-text('least-used') >> text=Pin")
                    .choose("input[name=jar]", demo.toString())
                    .click("#plugins form.line button");
            assertThat(browser.text(".told.good")).contains("least-used", "2.0.0", "standby");

            browser.choose("select[name=candidate]", "strategy least-used 2.0.0")
                    .choose("select[name=mode]", "canary")
                    .fill("input[name=scope]", "play")
                    .fill("input[name=percent]", "20")
                    .click("#experiments form.line button");
            assertThat(browser.text("#experiments tbody")).contains("canary", "play", "least-used", "20%", "running");
            assertThat(browser.text("#plugins tr:has-text('2.0.0')")).contains("canary for play");
            browser.click("#experiments tbody button");
            assertThat(browser.text("#experiments")).contains("nothing is tried");
        }
    }

    @Test
    void showsWhatBecomesOfARecoveryJobWithoutLoadingThePageAgain() throws Exception {
        RecoveryApi recovery = new RecoveryApi(
                url, node.credentials().path("admin").path("token").asText());
        String job = recovery.submit(
                "site <b>",
                List.of(
                        Map.of("id", "net", "type", "example.network"),
                        Map.of("id", "vm", "type", "example.instance", "dependencies", List.of("net"))));
        try (Browser browser = browserAt(CONSOLE + "/recovery")) {
            browser.click("text=" + job);

            await().atMost(PATIENCE)
                    .until(() -> browser.text("#job").contains("net: no handler 'example.network' is installed"));
            assertThat(browser.text("#job")).contains("site <b>", "0 of 2");
            assertThat(browser.text("#critical")).contains("net → vm");
            assertThat(browser.text("section:has(#graph)")).contains("net", "vm");
            recovery.post("/jobs/" + job + "/operations", Map.of("operation", "cancel"));
            await().atMost(PATIENCE).until(() -> browser.text("#critical").contains("nothing is still to come"));
            assertThat(browser.faults()).isEmpty();
        }
    }

    @Test
    void showsTheLobbyAndHasClientsGoToAnotherRelease() throws Exception {
        publish("1.0");
        publish("2.0");
        await().atMost(PATIENCE)
                .until(() -> new LobbyApi(url, "")
                                .post("/login", Map.of("id", "nobody", "password", "wrong"))
                                .status()
                        == 401);
        try (Browser browser = browserAt(CONSOLE + "/lobby")) {
            assertThat(browser.text("#releases tr:has-text('2.0')")).contains("current");
            assertThat(browser.text("#logins tr:has-text('denied')")).contains("1");
            assertThat(browser.text("#matches")).contains("0 reserved");
            browser.click("#releases tr:has-text('1.0') button");

            assertThat(browser.text("#releases tr:has-text('1.0')")).contains("current");
            assertThat(browser.faults()).isEmpty();
            browser.picture(Path.of("target", "webconsole-lobby.png"));
        }
    }

    private static void publish(String version) throws Exception {
        Path game = Files.createDirectories(folder.resolve("game-" + version));
        Files.writeString(game.resolve("a.txt"), version);
        NodeProcess.Finished published = NodeProcess.command(
                "releases",
                "publish",
                version,
                game.toString(),
                "--url",
                url,
                "--data",
                node.data().toString());
        assertThat(published.status()).as(published.output()).isZero();
    }

    @Test
    void runsCommandsOfTheShell() throws Exception {
        try (Browser browser = browserAt(SHELL)) {
            browser.fill("input[name=line]", "patchbay:plugins").click("text=Run");
            assertThat(browser.text("pre")).containsPattern("strategy +two-choices +0.1.0 +serving");

            browser.fill("input[name=line]", "patchbay:pin strategy nothing 1").click("text=Run");
            assertThat(browser.text("pre")).contains("No strategy 'nothing' of version 1 is installed.");

            browser.fill("input[name=line]", "help patchbay:drain").click("text=Run");
            assertThat(browser.text("pre")).contains("gives the node's portal no more clients");
        }
    }
}
