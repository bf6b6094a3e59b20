package io.patchbay.rest.internal;

import io.patchbay.api.operator.Event;
import io.patchbay.api.store.ServiceAccount;
import io.patchbay.testing.ManualClock;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The servlets in a real server on a free port, above fakes of everything else. Confined to one test. */
final class Api implements AutoCloseable {
    static final long NOW = ManualClock.START;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore();
    final ScriptedPlacement placement = new ScriptedPlacement();
    final ScriptedControllers controllers = new ScriptedControllers();
    final ScriptedPortal portal = new ScriptedPortal();
    final PortalLink portalLink = new PortalLink();
    final ScriptedPlugins plugins = new ScriptedPlugins();
    final ScriptedNode node;
    final ServiceAccount service = store.account("the application", "its key");
    final ScriptedReplays replays = new ScriptedReplays();
    final ScriptedReservations reservations = new ScriptedReservations();
    final ScriptedExperiments experiments = new ScriptedExperiments();
    final ScriptedVerifications verifications = new ScriptedVerifications();
    final ScriptedJobs jobs = new ScriptedJobs();
    final ScriptedPlans plans = new ScriptedPlans();
    final JobsLink jobsLink = new JobsLink();
    final LobbyLink lobbyLink = new LobbyLink();
    final EventLogLink eventsLink = new EventLogLink();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final ScriptedLobby lobby = new ScriptedLobby();
    final ScriptedPlay play = new ScriptedPlay();
    final ScriptedObservers observers = new ScriptedObservers();
    final ScriptedAccounts accounts = new ScriptedAccounts();
    final ScriptedReleases releases = new ScriptedReleases();
    final RestSettings settings;
    final ApiServlet api;
    final DoorServlet door;

    private final Server server;
    private final AtomicLong cnonce = new AtomicLong();

    Api() {
        this(Map.of());
    }

    /** @param overrides configuration that is not as usual */
    Api(Map<String, Object> overrides) {
        try {
            this.node = new ScriptedNode(Files.createTempDirectory("patchbay-rest"));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        this.settings = new RestSettings(config(overrides));
        this.api = new ApiServlet(
                settings,
                clock,
                node,
                node,
                node,
                placement,
                replays,
                reservations,
                plugins,
                experiments,
                verifications,
                store.rooms,
                store.services,
                store.tokens,
                store.keys,
                store.backup,
                controllers,
                portalLink,
                jobsLink,
                lobbyLink,
                eventsLink);
        eventsLink.bindLog(number ->
                events.stream().filter(event -> event.number() > number).toList());
        jobsLink.bindJobs(jobs);
        jobsLink.bindPlans(plans);
        lobbyLink.bindAccounts(accounts);
        lobbyLink.bindReleases(releases);
        lobbyLink.bindUpdates(releases);
        lobbyLink.bindStorage(releases.workers());
        lobbyLink.bindLogins(lobby);
        lobbyLink.bindSessions(lobby);
        lobbyLink.bindPlayers(lobby);
        lobbyLink.bindPlay(play);
        lobbyLink.bindObservers(observers);
        portalLink.bindSessions(portal);
        portalLink.bindDrain(portal);
        portalLink.bindTimelines(portal);
        this.door = new DoorServlet(settings);
        QueuedThreadPool threads = new QueuedThreadPool(12, 4);
        this.server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        add(
                context,
                api,
                "/services/*",
                "/v1/*",
                "/v1.1/*",
                "/cluster/v1/*",
                "/recovery/v1/*",
                "/lobby/v1/*",
                "/openapi.json");
        add(context, door, "/", "/livez", "/readyz");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Configuration with the usual values but for some. */
    static RestSettings.Config config(Map<String, Object> overrides) {
        Map<String, Object> values = new HashMap<>(Map.of("authFailureDelayMillis", 0L));
        values.putAll(overrides);
        return (RestSettings.Config) Proxy.newProxyInstance(
                Api.class.getClassLoader(),
                new Class<?>[] {RestSettings.Config.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /** A new header that the service's key signs. */
    String signature() {
        return MAuthClient.header(service.id(), service.key(), clock.millis(), nextCnonce());
    }

    String superSignature() {
        return MAuthClient.header(ScriptedNode.SUPER_ID, ScriptedNode.SUPER_KEY, clock.millis(), nextCnonce());
    }

    String nextCnonce() {
        return "c" + cnonce.incrementAndGet();
    }

    /** Signed by the service. */
    HttpResponse<String> signed(String method, String path, String body) {
        return send(method, path, body, "Authorization", signature());
    }

    HttpResponse<String> signed(String method, String path) {
        return signed(method, path, "");
    }

    HttpResponse<String> asSuper(String method, String path, String body) {
        return send(method, path, body, "Authorization", superSignature());
    }

    HttpResponse<String> asWorker(String method, String path, String body) {
        return send(method, path, body, "Authorization", "Bearer " + ScriptedNode.WORKER_TOKEN);
    }

    HttpResponse<String> asAdmin(String method, String path, String body) {
        return send(method, path, body, "Authorization", "Bearer " + ScriptedNode.ADMIN_TOKEN);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        return sendAsync(method, path, body.getBytes(StandardCharsets.UTF_8), headers)
                .join();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(10))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (List.of(headers).stream().noneMatch("Content-Type"::equals)) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A room with the usual settings. */
    String room() {
        String created = signed("POST", "/v1/rooms", "{\"name\":\"a room\"}").body();
        return created.substring(8, 32);
    }

    @Override
    public void close() {
        try {
            api.deactivate();
            door.deactivate();
            server.stop();
            try (var left = Files.walk(node.data())) {
                for (Path path :
                        left.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... patterns) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
    }
}
