package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.BearerAccess;
import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.cluster.Leading;
import io.patchbay.rest.internal.cluster.Peers;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.http.Route;
import io.patchbay.rest.internal.http.Router;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The paths of the lobby, {@code /lobby/v1}. Immutable. */
public final class LobbyRoutes {
    /** What all paths begin with. */
    public static final String BASE = "/lobby/v1";

    private final ClusterAccess access;
    private final LoginRoutes login;
    private final PlayRoutes play;
    private final UpdateRoutes update;

    /**
     * Serves a lobby.
     *
     * @param leading tells who leads: that node alone knows who plays
     * @param update the routes of releases
     * @param proxies whose word counts on where a client is, asked at each request
     */
    public LobbyRoutes(
            BearerAccess access,
            NearLobby near,
            Leading leading,
            Supplier<Peers> proxies,
            Clock clock,
            UpdateRoutes update) {
        this.access = access;
        ClientAddresses addresses = new ClientAddresses(proxies);
        PlayerAccess players = new PlayerAccess(near, addresses);
        this.login = new LoginRoutes(near, addresses, players, clock);
        this.play = new PlayRoutes(near, leading, players);
        this.update = update;
    }

    /** What is served by HTTP, and as far as it has a word, on WebSockets. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(login.clientRoutes(access));
        routes.addAll(login.adminRoutes(access));
        routes.addAll(play.clientRoutes());
        routes.addAll(play.workerRoutes(access));
        routes.addAll(play.adminRoutes(access));
        routes.addAll(update.clientRoutes());
        routes.addAll(update.workerRoutes(access));
        routes.addAll(update.adminRoutes(access));
        return List.copyOf(routes);
    }

    /** What is served to those inside this node who have let in the admin. */
    public List<Route> trustedRoutes() {
        List<Route> routes = new ArrayList<>(login.adminRoutes(ClusterAccess.TRUSTED));
        routes.addAll(play.adminRoutes(ClusterAccess.TRUSTED));
        routes.addAll(update.adminRoutes(ClusterAccess.TRUSTED));
        return List.copyOf(routes);
    }

    /** What answers the rest. */
    public static Route unmatched(String method, Router.Found found, Dialect dialect) {
        Answer answer = found instanceof Router.Found.OtherMethods others
                ? dialect.methodNotAllowed(others.allowed())
                : dialect.notFound();
        return Route.open(method, "", call -> CompletableFuture.completedFuture(answer));
    }
}
