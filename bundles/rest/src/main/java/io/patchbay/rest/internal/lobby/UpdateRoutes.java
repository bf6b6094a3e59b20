package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.cluster.Leading;
import io.patchbay.rest.internal.http.BlockingPool;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.util.List;

/** The paths of releases, of updates to them, and of the workers that hand them out. Immutable. */
public final class UpdateRoutes {
    private static final String RELEASES = LobbyRoutes.BASE + "/releases";
    private static final String RELEASE = RELEASES + "/{version}";
    private static final String STORAGE = LobbyRoutes.BASE + "/storage";

    private final BlockingPool pool;
    private final BlockingPool slowPool;
    private final UpdateResource updates;
    private final ReleasesResource releases;
    private final StorageResource storage;

    /**
     * Serves releases.
     *
     * @param pool for what waits for the database
     * @param slowPool for what takes minutes
     */
    public UpdateRoutes(NearLobby near, Leading leading, BlockingPool pool, BlockingPool slowPool) {
        this.pool = pool;
        this.slowPool = slowPool;
        this.updates = new UpdateResource(near, leading);
        this.releases = new ReleasesResource(near);
        this.storage = new StorageResource(near);
    }

    /** What clients ask. */
    List<Route> clientRoutes() {
        return List.of(
                Route.open("GET", LobbyRoutes.BASE + "/update", updates::check).asked("update"),
                Route.open("GET", RELEASES + "/key", pool.blocking(releases::key))
                        .asked("release-key"));
    }

    /** What storage workers say and fetch. */
    List<Route> workerRoutes(ClusterAccess who) {
        return List.of(
                Route.open("PUT", STORAGE + "/{id}", storage::report)
                        .forReports()
                        .behind(who::workerOrAdmin),
                Route.open("DELETE", STORAGE + "/{id}", storage::leave).behind(who::workerOrAdmin),
                Route.open("GET", LobbyRoutes.BASE + "/files/{hash}", pool.blocking(releases::file))
                        .behind(who::workerOrAdmin));
    }

    /** What the admin asks. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(
                admin(who, "POST", RELEASES, slowPool.blocking(releases::publish))
                        .forReleases(),
                admin(who, "GET", RELEASES, pool.blocking(releases::list)),
                admin(who, "POST", RELEASE + "/current", pool.blocking(releases::makeCurrent)),
                admin(who, "DELETE", RELEASE, slowPool.blocking(releases::delete)),
                admin(who, "GET", STORAGE, storage::list));
    }

    private static Route admin(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, path, handler).behind(who::admin);
    }
}
