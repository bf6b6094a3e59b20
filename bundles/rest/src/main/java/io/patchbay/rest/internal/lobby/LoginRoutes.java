package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.time.Clock;
import java.util.List;

/** The paths of accounts, logins and players. Immutable. */
final class LoginRoutes {
    private static final String ACCOUNTS = LobbyRoutes.BASE + "/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{account}";

    private final PlayerAccess access;
    private final AccountsResource accounts;
    private final SessionsResource sessions;
    private final PlayersResource players;

    LoginRoutes(NearLobby near, ClientAddresses addresses, PlayerAccess access, Clock clock) {
        this.access = access;
        this.accounts = new AccountsResource(near, addresses);
        this.sessions = new SessionsResource(near, addresses, access, clock);
        this.players = new PlayersResource(near);
    }

    /** What clients ask. */
    List<Route> clientRoutes(ClusterAccess admins) {
        return List.of(
                client("POST", "/accounts", "sign-up", call -> accounts.signUp(call, admins)),
                client("POST", "/login", "login", sessions::logIn),
                client("POST", "/refresh", "refresh", sessions::refresh).forPlayers(),
                client("POST", "/logout", "logout", sessions::logOut),
                client("POST", "/password", "password", sessions::changePassword),
                client("GET", "/me", "me", access.player(players::me)).forPlayers(),
                client("PUT", "/me/fields", "set-fields", access.player(players::setFields))
                        .forPlayers(),
                client("GET", "/ranking", "ranking", access.player(players::ranking))
                        .forPlayers());
    }

    /** What the admin asks. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(
                admin(who, "GET", ACCOUNTS, accounts::list),
                admin(who, "GET", ACCOUNT, accounts::get),
                admin(who, "PUT", ACCOUNT + "/password", accounts::setPassword),
                admin(who, "PUT", ACCOUNT + "/enabled", accounts::setEnabled),
                admin(who, "DELETE", ACCOUNT, accounts::delete),
                admin(who, "GET", LobbyRoutes.BASE + "/logins", sessions::status),
                admin(who, "PUT", LobbyRoutes.BASE + "/players/{account}", players::setStanding));
    }

    private static Route client(String method, String path, String word, Handler handler) {
        return Route.open(method, LobbyRoutes.BASE + path, handler).forFew().asked(word);
    }

    private static Route admin(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, path, handler).forFew().behind(who::admin);
    }
}
