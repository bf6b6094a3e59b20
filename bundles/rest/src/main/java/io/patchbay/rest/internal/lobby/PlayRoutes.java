package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.cluster.Leading;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.util.List;

/** The paths by which players get to play. Immutable. */
final class PlayRoutes {
    static final String START = LobbyRoutes.BASE + "/start";

    private static final String ONE_START = START + "/{start}";
    private static final String MATCHES = LobbyRoutes.BASE + "/matches";
    private static final String ORDERS = MATCHES + "/orders";
    private static final String ONE_MATCH = MATCHES + "/{match}";

    private final PlayResource play;
    private final MatchesResource matches;
    private final ObserversResource observers;
    private final Leading leading;
    private final PlayerAccess players;

    PlayRoutes(NearLobby near, Leading leading, PlayerAccess players) {
        this.play = new PlayResource(near);
        this.matches = new MatchesResource(near);
        this.observers = new ObserversResource(near);
        this.leading = leading;
        this.players = players;
    }

    /** What clients ask. */
    List<Route> clientRoutes() {
        return List.of(
                player("POST", START, "start", play::start),
                player("GET", ONE_START, "start-wait", play::await),
                player("DELETE", ONE_START, "start-cancel", play::cancel),
                player("GET", ONE_MATCH + "/observer", "observer", observers::observe));
    }

    private Route player(String method, String path, String word, PlayerAccess.PlayerHandler handler) {
        return Route.open(method, path, players.player(handler))
                .forFew()
                .asked(word)
                .forPlayers();
    }

    /** What play servers ask of the node that leads. */
    List<Route> workerRoutes(ClusterAccess who) {
        return List.of(
                worker(who, "POST", MATCHES + "/redeem", matches::redeem).forFew(),
                worker(who, "GET", ORDERS, observers::orders).forFew(),
                worker(who, "POST", ORDERS, observers::ordersOfAHost).forReports(),
                worker(who, "POST", ONE_MATCH + "/observers", observers::supply).forFew());
    }

    private Route worker(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, path, handler)
                .behind(call -> who.workerOrAdmin(call).or(() -> leading.unlessHere(call)));
    }

    /** What the admin asks of the node that leads. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(
                admin(who, MATCHES, matches::list), admin(who, LobbyRoutes.BASE + "/observers", observers::list));
    }

    private Route admin(ClusterAccess who, String path, Handler handler) {
        return Route.open("GET", path, handler).behind(call -> who.admin(call).or(() -> leading.unlessHere(call)));
    }
}
