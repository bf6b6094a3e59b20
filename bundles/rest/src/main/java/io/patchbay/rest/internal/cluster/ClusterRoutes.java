package io.patchbay.rest.internal.cluster;

import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.Verifications;
import io.patchbay.api.node.Node;
import io.patchbay.api.operator.EventLog;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.placement.Reservations;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Backup;
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
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Patchbay's own paths, {@code /cluster/v1}. Immutable. */
public final class ClusterRoutes {
    /** What all paths begin with. */
    public static final String BASE = "/cluster/v1";

    private static final String PARTICIPANTS = "/rooms/{room}/participants";
    private static final String EXPERIMENT = "/experiments/{mode}/{kind}/{scope}";

    private final ClusterAccess access;
    private final Leading leading;
    private final BlockingPool adminPool;
    private final BlockingPool backupPool;
    private final WorkersResource workers;
    private final EventsResource events;
    private final Placement placement;
    private final PluginsResource plugins;
    private final ExperimentsResource experiments;
    private final VerificationsResource verifications;
    private final ReplayResource replay;
    private final BackupResource backups;
    private final OperationResource operation;
    private final SessionsResource sessions;
    private final ActiveRoomsResource activeRooms;
    private final DecisionsResource decisions;
    private final ReservationsResource reservations;
    private final DrainResource drain;
    private final JarsResource jars;
    private final HappeningsResource happenings;

    public ClusterRoutes(
            BearerAccess access,
            Leading leading,
            BlockingPool adminPool,
            BlockingPool backupPool,
            Placement placement,
            Replays replays,
            Reservations reservations,
            RoomControllers controllers,
            Plugins plugins,
            Experiments experiments,
            Verifications verifications,
            Backup backup,
            Spool spool,
            Clock clock,
            Node node,
            Cluster cluster,
            NearPortal portal,
            Supplier<Optional<EventLog>> happenings) {
        this.access = access;
        this.leading = leading;
        this.adminPool = adminPool;
        this.backupPool = backupPool;
        this.workers = new WorkersResource(placement, clock);
        this.events = new EventsResource(controllers);
        this.placement = placement;
        this.plugins = new PluginsResource(plugins, experiments);
        this.replay = new ReplayResource(replays);
        this.experiments = new ExperimentsResource(experiments);
        this.verifications = new VerificationsResource(verifications);
        this.backups = new BackupResource(backup, spool);
        this.operation = new OperationResource(node, cluster, plugins, controllers, portal);
        this.sessions = new SessionsResource(portal, controllers);
        this.activeRooms = new ActiveRoomsResource(controllers);
        this.decisions = new DecisionsResource(replays);
        this.reservations = new ReservationsResource(reservations);
        this.drain = new DrainResource(portal);
        this.jars = new JarsResource(node);
        this.happenings = new HappeningsResource(happenings);
    }

    /** What is served by HTTP. */
    public List<Route> routes() {
        return Stream.concat(
                        operatorRoutes(access).stream(),
                        Stream.of(
                                backup("/backup", backups::write).forBackups(),
                                backup("/restore", backups::restore).forRestores()))
                .toList();
    }

    /** What is served to those inside this node who have let in the admin: all but files. */
    public List<Route> trustedRoutes() {
        return operatorRoutes(ClusterAccess.TRUSTED);
    }

    private List<Route> operatorRoutes(ClusterAccess who) {
        TasksResource tasks = new TasksResource(placement, who);
        return List.of(
                ledger(who, "GET", "/workers", workers::list),
                ledger(who, "PUT", "/workers/{id}", workers::join).forReports(),
                ledger(who, "DELETE", "/workers/{id}", workers::quit),
                ledger(who, "POST", "/workers/{id}/report", workers::report).forReports(),
                Route.open("POST", BASE + "/workers/{id}/events", events::take).behind(who::workerOrAdmin),
                ledger(who, "POST", "/schedule", tasks::schedule),
                ledger(who, "POST", "/explain", tasks::explain),
                ledger(who, "GET", "/tasks/{purpose}/{task}", tasks::get),
                ledger(who, "DELETE", "/tasks/{purpose}/{task}", tasks::delete),
                admin("GET", "/plugins", plugins::list, who::nearWorkerOrAdmin),
                admin("PUT", "/plugins/{kind}/{name}/pin", plugins::pin, who::admin),
                admin("DELETE", "/plugins/{kind}/{name}/pin", plugins::unpin, who::admin),
                admin("DELETE", "/plugins/{kind}/{name}/{version}/faults", plugins::clearFaults, who::admin),
                admin("GET", "/experiments", experiments::list, who::nearWorkerOrAdmin),
                admin("GET", EXPERIMENT, experiments::get, who::nearWorkerOrAdmin),
                admin("PUT", EXPERIMENT, experiments::begin, who::admin),
                admin("DELETE", EXPERIMENT, experiments::end, who::admin),
                admin("GET", "/verifications", verifications::list, who::nearWorkerOrAdmin),
                admin("PUT", "/verifications/{sha256}", verifications::begin, who::admin),
                leader(who, "POST", "/replay", replay::replay),
                leader(who, "GET", "/reservations", reservations::list),
                leader(who, "GET", "/decisions", decisions::list),
                leader(who, "GET", "/decisions/{purpose}/{number}", decisions::explain),
                admin("PUT", "/jars/{file}", jars::put, who::admin).forJars(),
                admin("GET", "/status", operation::status, who::nearWorkerOrAdmin),
                admin("GET", "/sessions", sessions::list, who::admin),
                admin("GET", "/timelines", sessions::timelines, who::admin),
                admin("GET", "/timelines/{session}", sessions::timeline, who::admin),
                admin("GET", "/rooms", activeRooms::list, who::admin),
                admin("GET", PARTICIPANTS, activeRooms::participants, who::admin),
                admin("DELETE", PARTICIPANTS, activeRooms::close, who::admin),
                admin("DELETE", PARTICIPANTS + "/{participant}", activeRooms::drop, who::admin),
                admin("POST", "/rooms/{room}/text", activeRooms::say, who::admin),
                admin("GET", "/events", happenings::list, who::admin),
                admin("GET", "/drain", drain::get, who::nearWorkerOrAdmin),
                admin("POST", "/drain", drain::begin, who::admin),
                admin("DELETE", "/drain", drain::cancel, who::admin));
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
    private Route ledger(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, BASE + path, handler)
                .behind(call -> who.workerOrAdmin(call).or(() -> leading.elsewhere(call)));
    }

    /** A route that is the admin's, and that the leader answers. */
    private Route leader(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, BASE + path, adminPool.blocking(handler))
                .behind(call -> who.admin(call).or(() -> leading.elsewhere(call)));
    }

    private Route backup(String path, Handler handler) {
        return Route.open("POST", BASE + path, backupPool.blocking(handler)).behind(access::admin);
    }

    private Route admin(String method, String path, Handler handler, Function<Call, Optional<Answer>> guard) {
        return Route.open(method, BASE + path, adminPool.blocking(handler)).behind(guard);
    }
}
