package io.patchbay.rest.internal;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.Verifications;
import io.patchbay.api.lobby.LobbyAnswer;
import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.api.lobby.LobbyRequest;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.placement.Reservations;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Backup;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.Services;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Tokens;
import io.patchbay.rest.internal.cluster.BearerAccess;
import io.patchbay.rest.internal.cluster.ClusterRoutes;
import io.patchbay.rest.internal.cluster.Leading;
import io.patchbay.rest.internal.cluster.ProblemDialect;
import io.patchbay.rest.internal.http.BlockingPool;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.http.DirectCalls;
import io.patchbay.rest.internal.http.InnerCalls;
import io.patchbay.rest.internal.http.LateAnswers;
import io.patchbay.rest.internal.http.Route;
import io.patchbay.rest.internal.http.RoutedServlet;
import io.patchbay.rest.internal.http.Router;
import io.patchbay.rest.internal.http.Spool;
import io.patchbay.rest.internal.http.WordCalls;
import io.patchbay.rest.internal.lobby.LobbyRoutes;
import io.patchbay.rest.internal.lobby.UpdateRoutes;
import io.patchbay.rest.internal.owt.OwtDialect;
import io.patchbay.rest.internal.owt.OwtRoutes;
import io.patchbay.rest.internal.owt.SignedAccess;
import io.patchbay.rest.internal.recovery.RecoveryRoutes;
import io.patchbay.support.Threads;
import jakarta.servlet.Servlet;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The HTTP API: OWT's paths and Patchbay's own, which are also answered without HTTP. Thread-safe. */
@Component(
        service = {Servlet.class, ReadinessCheck.class, OperatorApi.class, LobbyApi.class},
        property = ReadinessCheck.NAME + "=rest")
@HttpWhiteboardServletName("patchbay-api")
@HttpWhiteboardServletPattern({
    "/services/*",
    "/v1/*",
    "/v1.1/*",
    "/cluster/v1/*",
    "/recovery/v1/*",
    "/lobby/v1/*",
    "/openapi.json"
})
@HttpWhiteboardServletAsyncSupported
public final class ApiServlet extends RoutedServlet implements ReadinessCheck, OperatorApi, LobbyApi {
    private static final long serialVersionUID = 1;
    private static final String LOBBY = "lobby";
    private static final List<String> NATIVE = List.of("cluster", "recovery", LOBBY);
    private static final Dialect OWT = new OwtDialect();
    private static final Dialect PROBLEMS = new ProblemDialect();

    private final transient OwtRoutes owt;
    private final transient ClusterRoutes cluster;
    private final transient Pools pools;
    private final transient OperatorApi direct;
    private final transient LobbyApi words;

    /** The threads of this servlet. */
    private record Pools(ScheduledExecutorService timer, BlockingPool store, BlockingPool admin, BlockingPool backup) {
        static Pools of(RestSettings settings) {
            return new Pools(
                    Threads.timer("rest"),
                    new BlockingPool("rest", settings.blockingThreads(), settings.blockingQueue()),
                    new BlockingPool("rest-admin", 2, 32),
                    new BlockingPool("rest-backup", 1, 1));
        }

        /** All at once, so that a node that stops waits for the slowest only. */
        void close() {
            List<BlockingPool> all = List.of(store, admin, backup);
            all.forEach(BlockingPool::stop);
            all.forEach(BlockingPool::close);
        }
    }

    @Activate
    public ApiServlet(
            @Reference(name = "settings") RestSettings settings,
            @Reference(name = "clock") Clock clock,
            @Reference(name = "node") Node node,
            @Reference(name = "credentials") Credentials credentials,
            @Reference(name = "cluster") Cluster cluster,
            @Reference(name = "placement") Placement placement,
            @Reference(name = "replays") Replays replays,
            @Reference(name = "reservations") Reservations reservations,
            @Reference(name = "plugins") Plugins plugins,
            @Reference(name = "experiments") Experiments experiments,
            @Reference(name = "verifications") Verifications verifications,
            @Reference(name = "rooms") Rooms rooms,
            @Reference(name = "services") Services services,
            @Reference(name = "tokens") Tokens tokens,
            @Reference(name = "keys") SigningKeys keys,
            @Reference(name = "backup") Backup backup,
            @Reference(name = "controllers") RoomControllers controllers,
            @Reference(name = "portal") PortalLink portal,
            @Reference(name = "jobs") JobsLink jobs,
            @Reference(name = "lobby") LobbyLink lobby,
            @Reference(name = "events") EventLogLink events) {
        this(
                settings,
                Pools.of(settings),
                Spool.in(node.data().resolve("rest")),
                clock,
                node,
                credentials,
                cluster,
                placement,
                replays,
                reservations,
                plugins,
                experiments,
                verifications,
                rooms,
                services,
                tokens,
                keys,
                backup,
                controllers,
                portal,
                jobs,
                lobby,
                events);
    }

    private ApiServlet(
            RestSettings settings,
            Pools pools,
            Spool spool,
            Clock clock,
            Node node,
            Credentials credentials,
            Cluster cluster,
            Placement placement,
            Replays replays,
            Reservations reservations,
            Plugins plugins,
            Experiments experiments,
            Verifications verifications,
            Rooms rooms,
            Services services,
            Tokens tokens,
            SigningKeys keys,
            Backup backup,
            RoomControllers controllers,
            PortalLink portal,
            JobsLink jobs,
            LobbyLink lobby,
            EventLogLink events) {
        this(
                settings,
                pools,
                spool,
                new OwtRoutes(
                        new SignedAccess(
                                services,
                                credentials,
                                clock,
                                Clock.systemUTC(),
                                settings,
                                pools.store(),
                                new LateAnswers(pools.timer(), new SecureRandom(), settings::authFailureDelayMillis)),
                        services,
                        rooms,
                        tokens,
                        keys,
                        placement,
                        controllers,
                        credentials,
                        settings,
                        portal::timelines,
                        clock),
                new ClusterRoutes(
                        new BearerAccess(credentials, settings::adminPeers),
                        new Leading(cluster, node),
                        pools.admin(),
                        pools.backup(),
                        placement,
                        replays,
                        reservations,
                        controllers,
                        plugins,
                        experiments,
                        verifications,
                        backup,
                        spool,
                        clock,
                        node,
                        cluster,
                        portal,
                        events),
                new RecoveryRoutes(
                        new BearerAccess(credentials, settings::adminPeers),
                        jobs,
                        plugins,
                        pools.admin(),
                        pools.timer(),
                        settings),
                new LobbyRoutes(
                        new BearerAccess(credentials, settings::adminPeers),
                        lobby,
                        new Leading(cluster, node),
                        settings::proxies,
                        clock,
                        new UpdateRoutes(lobby, new Leading(cluster, node), pools.admin(), pools.backup())));
    }

    private ApiServlet(
            RestSettings settings,
            Pools pools,
            Spool spool,
            OwtRoutes owt,
            ClusterRoutes cluster,
            RecoveryRoutes recovery,
            LobbyRoutes lobby) {
        super(new Router(routesOf(owt, cluster, recovery, lobby)), settings, spool, pools.timer());
        this.owt = owt;
        this.cluster = cluster;
        this.pools = pools;
        List<Route> trusted = new ArrayList<>(cluster.trustedRoutes());
        trusted.addAll(recovery.trustedRoutes());
        trusted.addAll(lobby.trustedRoutes());
        InnerCalls calls = new InnerCalls(settings, PROBLEMS, pools.timer());
        this.direct = new DirectCalls(trusted, PROBLEMS, calls);
        this.words = new WordCalls(lobby.routes(), PROBLEMS, calls);
    }

    @Deactivate
    void deactivate() {
        pools.close();
        close();
    }

    @Override
    public Optional<String> blockedBy() {
        return Optional.empty(); // it is there once all it needs is there
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(OperatorRequest request) {
        return direct.ask(request);
    }

    @Override
    public CompletionStage<LobbyAnswer> ask(LobbyRequest request) {
        return words.ask(request);
    }

    @Override
    protected Dialect dialectOf(String path) {
        return dialect(path);
    }

    @Override
    protected Route unmatched(String method, List<String> segments, Router.Found found) {
        if (segments.get(0).equals(LOBBY)) {
            return LobbyRoutes.unmatched(method, found, PROBLEMS);
        }
        return isNative(segments)
                ? cluster.unmatched(method, found, PROBLEMS)
                : owt.unmatched(method, segments, found, OWT);
    }

    /** How errors are put on a path. */
    static Dialect dialect(String path) {
        return NATIVE.stream().anyMatch(first -> path.startsWith("/" + first + "/")) ? PROBLEMS : OWT;
    }

    /** Whether a path is Patchbay's own. */
    static boolean isNative(List<String> segments) {
        return NATIVE.contains(segments.get(0));
    }

    private static List<Route> routesOf(
            OwtRoutes owt, ClusterRoutes cluster, RecoveryRoutes recovery, LobbyRoutes lobby) {
        List<Route> routes = new ArrayList<>(owt.routes());
        routes.addAll(cluster.routes());
        routes.addAll(recovery.routes());
        routes.addAll(lobby.routes());
        routes.add(Route.open("GET", "/openapi.json", new OpenApi()));
        return routes;
    }
}
