package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.http.Route;
import java.util.List;

/** The paths by which players get to play. Immutable. */
final class PlayRoutes {
    static final String START = LobbyRoutes.BASE + "/start";

    private static final String ONE_START = START + "/{start}";
    private static final String MATCHES = LobbyRoutes.BASE + "/matches";

    private final PlayResource play;
    private final MatchesResource matches;
    private final PlayerAccess players;

    PlayRoutes(NearLobby near, PlayerAccess players) {
        this.play = new PlayResource(near);
        this.matches = new MatchesResource(near);
        this.players = players;
    }

    /** What clients ask. */
    List<Route> clientRoutes() {
        return List.of(
                player("POST", START, "start", play::start),
                player("GET", ONE_START, "start-wait", play::await),
                player("DELETE", ONE_START, "start-cancel", play::cancel));
    }

    private Route player(String method, String path, String word, PlayerAccess.PlayerHandler handler) {
        return Route.open(method, path, players.player(handler))
                .forFew()
                .asked(word)
                .forPlayers();
    }

    /** What play servers ask. */
    List<Route> workerRoutes(ClusterAccess who) {
        return List.of(Route.open("POST", MATCHES + "/redeem", matches::redeem)
                .forFew()
                .behind(who::workerOrAdmin));
    }

    /** What the admin asks. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(Route.open("GET", MATCHES, matches::list).behind(who::admin));
    }
}
