package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.util.List;

/** The paths by which players get to play. Immutable. */
final class PlayRoutes {
    static final String START = LobbyRoutes.BASE + "/start";

    private static final String ONE_START = START + "/{start}";
    private static final String MATCHES = LobbyRoutes.BASE + "/matches";
    private static final String ONE_MATCH = MATCHES + "/{match}";

    private final PlayResource play;
    private final MatchesResource matches;
    private final ObserversResource observers;
    private final PlayerAccess players;

    PlayRoutes(NearLobby near, PlayerAccess players) {
        this.play = new PlayResource(near);
        this.matches = new MatchesResource(near);
        this.observers = new ObserversResource(near);
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

    /** What play servers ask. */
    List<Route> workerRoutes(ClusterAccess who) {
        return List.of(
                worker(who, "POST", MATCHES + "/redeem", matches::redeem),
                worker(who, "GET", MATCHES + "/orders", observers::orders),
                worker(who, "POST", ONE_MATCH + "/observers", observers::supply));
    }

    private static Route worker(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, path, handler).forFew().behind(who::workerOrAdmin);
    }

    /** What the admin asks. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(
                Route.open("GET", MATCHES, matches::list).behind(who::admin),
                Route.open("GET", LobbyRoutes.BASE + "/observers", observers::list)
                        .behind(who::admin));
    }
}
