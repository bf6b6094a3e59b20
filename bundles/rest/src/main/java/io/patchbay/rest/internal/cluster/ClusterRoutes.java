package io.patchbay.rest.internal.cluster;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.node.Node;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Backup;
import io.patchbay.api.store.Rooms;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.BlockingPool;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import io.patchbay.rest.internal.http.Router;
import io.patchbay.rest.internal.http.Spool;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Patchbay's own paths, {@code /cluster/v1}. Immutable. */
public final class ClusterRoutes {
    private static final String BASE = "/cluster/v1";
    private static final String EXPERIMENT = "/experiments/{mode}/{kind}/{scope}";

    private final BearerAccess access;
    private final Leading leading;
    private final BlockingPool adminPool;
    private final BlockingPool backupPool;
    private final WorkersResource workers;
    private final EventsResource events;
    private final TasksResource tasks;
    private final PluginsResource plugins;
    private final ExperimentsResource experiments;
    private final ReplayResource replay;
    private final BackupResource backups;
    private final OperationResource operation;
    private final DrainResource drain;
    private final JarsResource jars;

    public ClusterRoutes(
            BearerAccess access,
            Leading leading,
            BlockingPool adminPool,
            BlockingPool backupPool,
            Placement placement,
            Replays replays,
            RoomControllers controllers,
            Plugins plugins,
            Experiments experiments,
            Backup backup,
            Spool spool,
            Clock clock,
            Node node,
            Cluster cluster,
            Rooms rooms,
            NearPortal portal) {
        this.access = access;
        this.leading = leading;
        this.adminPool = adminPool;
        this.backupPool = backupPool;
        this.workers = new WorkersResource(placement, clock);
        this.events = new EventsResource(controllers);
        this.tasks = new TasksResource(placement, access);
        this.plugins = new PluginsResource(plugins, experiments);
        this.replay = new ReplayResource(replays);
        this.experiments = new ExperimentsResource(experiments);
        this.backups = new BackupResource(backup, spool);
        this.operation = new OperationResource(node, cluster, plugins, controllers, rooms, portal);
        this.drain = new DrainResource(portal);
        this.jars = new JarsResource(node);
    }

    /** What is served. */
    public List<Route> routes() {
        return List.of(
                ledger("GET", "/workers", workers::list),
                ledger("PUT", "/workers/{id}", workers::join).forReports(),
                ledger("DELETE", "/workers/{id}", workers::quit),
                ledger("POST", "/workers/{id}/report", workers::report).forReports(),
                Route.open("POST", BASE + "/workers/{id}/events", events::take).behind(access::workerOrAdmin),
                ledger("POST", "/schedule", tasks::schedule),
                ledger("POST", "/explain", tasks::explain),
                ledger("GET", "/tasks/{purpose}/{task}", tasks::get),
                ledger("DELETE", "/tasks/{purpose}/{task}", tasks::delete),
                admin("GET", "/plugins", plugins::list, access::nearWorkerOrAdmin),
                admin("PUT", "/plugins/{kind}/{name}/pin", plugins::pin, access::admin),
                admin("DELETE", "/plugins/{kind}/{name}/pin", plugins::unpin, access::admin),
                admin("GET", "/experiments", experiments::list, access::nearWorkerOrAdmin),
                admin("GET", EXPERIMENT, experiments::get, access::nearWorkerOrAdmin),
                admin("PUT", EXPERIMENT, experiments::begin, access::admin),
                admin("DELETE", EXPERIMENT, experiments::end, access::admin),
                Route.open("POST", BASE + "/replay", adminPool.blocking(replay::replay))
                        .behind(call -> access.admin(call).or(() -> leading.elsewhere(call))),
                admin("PUT", "/jars/{file}", jars::put, access::admin).forJars(),
                admin("GET", "/status", operation::status, access::nearWorkerOrAdmin),
                admin("GET", "/sessions", operation::sessions, access::admin),
                admin("GET", "/rooms", operation::rooms, access::admin),
                admin("GET", "/drain", drain::get, access::nearWorkerOrAdmin),
                admin("POST", "/drain", drain::begin, access::admin),
                admin("DELETE", "/drain", drain::cancel, access::admin),
                backup("/backup", backups::write).forBackups(),
                backup("/restore", backups::restore).forRestores());
    }

    /** What answers the rest: who is not let in does not learn which paths there are. */
    public Route unmatched(String method, Router.Found found, Dialect dialect) {
        Answer answer = found instanceof Router.Found.OtherMethods others
                ? dialect.methodNotAllowed(others.allowed())
                : dialect.notFound();
        return Route.open(method, "", call -> CompletableFuture.completedFuture(answer))
                .behind(access::workerOrAdmin);
    }

    /** A route that the leader's ledger answers. */
    private Route ledger(String method, String path, Handler handler) {
        return Route.open(method, BASE + path, handler)
                .behind(call -> access.workerOrAdmin(call).or(() -> leading.elsewhere(call)));
    }

    private Route backup(String path, Handler handler) {
        return Route.open("POST", BASE + path, backupPool.blocking(handler)).behind(access::admin);
    }

    private Route admin(String method, String path, Handler handler, Function<Call, Optional<Answer>> guard) {
        return Route.open(method, BASE + path, adminPool.blocking(handler)).behind(guard);
    }
}
