package io.patchbay.dashboard.internal;

import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.dashboard.internal.asset.Assets;
import io.patchbay.dashboard.internal.live.Counts;
import io.patchbay.testing.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The dashboard of a node that answers as the test has it, and a browser without scripts. Confined to the test's thread. */
final class Site {
    static final String PASSWORD = "the right one";
    private static final Path FILES =
            Path.of("target", "classes", "io", "patchbay", "dashboard", "internal", "console");
    private static final Pattern PROOF = Pattern.compile("name=\"patchbay-proof\" content=\"([0-9a-f]+)\"");

    final FakeApi api = new FakeApi();
    final Counts counts = new Counts();
    final ManualClock clock = new ManualClock();
    final AtomicBoolean near = new AtomicBoolean(true);
    private static final int THREADS = 8; // so that a test can see what becomes of the node where some wait

    private final Server server = new Server(new QueuedThreadPool(THREADS));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private HttpClient browser = newBrowser();
    private Path data;
    private DashboardServlet servlet;

    /** A page that listens. Confined to the test's thread. */
    static final class Events implements AutoCloseable {
        private final BufferedReader lines;

        Events(HttpResponse<InputStream> response) {
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** The data of the next event of a kind. */
        String next(String event) throws IOException {
            String line = lines.readLine();
            while (!line.equals("event: " + event)) {
                line = lines.readLine();
            }
            return lines.readLine().substring("data: ".length());
        }

        /** How the node calls the stream, which it says first. */
        String id() throws IOException {
            if (!lines.readLine().equals("event: stream")) {
                throw new IllegalStateException("a stream must begin with its name");
            }
            return lines.readLine().replaceAll("data: \\{\"id\":\"([0-9a-f]+)\"}", "$1");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    void start() throws Exception {
        data = Files.createTempDirectory(Path.of("target"), "data");
        Assets assets = Assets.read(files());
        servlet = new DashboardServlet(() -> new Dashboard(
                assets,
                new DashboardSettings(1_800_000, 604_800_000, 16, 2, 100, 3_000, 1_024, 2_048),
                clock,
                new FakeNode(data),
                Map::of,
                address -> near.get(),
                new OneAdmin(),
                api,
                counts));
        server.addConnector(connector);
        ServletContextHandler handler = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        handler.addServlet(holder, "/console/*");
        server.setHandler(handler);
        server.start();
    }

    void stop() throws Exception {
        servlet.deactivate();
        server.stop();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<byte[]> zipped(String path) throws IOException, InterruptedException {
        return browser.send(
                request(path).header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, String body, String proof) throws IOException, InterruptedException {
        return browser.send(
                request(path)
                        .header("X-Patchbay-Proof", proof)
                        .PUT(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> logIn(String password) throws IOException, InterruptedException {
        return post("/console", loginForm(password));
    }

    String loginForm(String password) {
        return "user=admin&password=" + URLEncoder.encode(password, StandardCharsets.UTF_8);
    }

    /** What the page carries for its scripts. */
    String proof() throws IOException, InterruptedException {
        Matcher proof = PROOF.matcher(get("/console").body());
        if (!proof.find()) {
            throw new IllegalStateException("nobody is logged in");
        }
        return proof.group(1);
    }

    Events listen(String... targets) throws IOException, InterruptedException {
        return new Events(browser.send(
                request("/console/stream?watch=" + String.join("&watch=", targets))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream()));
    }

    /** A page that listens now, or what it is told instead, without a wait. */
    CompletableFuture<HttpResponse<InputStream>> listenLater(String target) {
        return browser.sendAsync(
                request("/console/stream?watch=" + target).build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** A page that listens says what it wants to listen to from now on. */
    HttpResponse<String> listenTo(String stream, String... targets) throws IOException, InterruptedException {
        String list = Stream.of(targets).map(target -> '"' + target + '"').collect(Collectors.joining(",", "[", "]"));
        return post("/console/stream/" + stream, list, "X-Patchbay-Proof", proof());
    }

    HttpResponse<String> head(String path) throws IOException, InterruptedException {
        return browser.send(
                request(path)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** From now on another browser asks, in which nobody is logged in. */
    void changeBrowser() {
        browser = newBrowser();
    }

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    /** What uploads have left. */
    List<Path> uploads() throws IOException {
        Path folder = data.resolve("dashboard");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Nothing can be kept where uploads are kept on their way. */
    void loseUploads() throws IOException {
        Files.writeString(data.resolve("dashboard"), "a file is where the folder should be");
    }

    /** A connection on which bytes are sent by hand, and which takes few of the answer before they are read. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        socket.setSoTimeout(30_000);
        return socket;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private static SortedMap<String, URL> files() throws IOException {
        SortedMap<String, URL> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(FILES)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(FILES.relativize(file).toString(), urlOf(file));
            }
        }
        return files;
    }

    private static URL urlOf(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    private record FakeNode(Path data) implements Node {
        @Override
        public String name() {
            return "node-1";
        }

        @Override
        public String advertisedHost() {
            return "127.0.0.1";
        }

        @Override
        public int advertisedPort() {
            return 8080;
        }

        @Override
        public URI url() {
            return URI.create("http://127.0.0.1:8080");
        }

        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Path plugins() {
            return data.resolve("plugins");
        }

        @Override
        public Path conf() {
            return data.resolve("conf");
        }
    }

    private record OneAdmin() implements Credentials {
        @Override
        public String superServiceId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String superServiceKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAdminToken(String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isWorkerToken(String token) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isAdmin(String user, String password) {
            return user.equals("admin") && password.equals(PASSWORD);
        }

        @Override
        public String derivedSecret(String purpose) {
            throw new UnsupportedOperationException();
        }
    }
}
