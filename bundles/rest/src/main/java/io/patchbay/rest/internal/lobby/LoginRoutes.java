package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.util.List;

/** The paths of accounts. Immutable. */
final class LoginRoutes {
    private static final String ACCOUNTS = LobbyRoutes.BASE + "/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{account}";

    private final AccountsResource accounts;

    LoginRoutes(NearLobby near, ClientAddresses addresses) {
        this.accounts = new AccountsResource(near, addresses);
    }

    /** What clients ask. */
    List<Route> clientRoutes(ClusterAccess admins) {
        return List.of(Route.open("POST", ACCOUNTS, call -> accounts.signUp(call, admins))
                .forFew()
                .asked("sign-up"));
    }

    /** What the admin asks. */
    List<Route> adminRoutes(ClusterAccess who) {
        return List.of(
                admin(who, "GET", ACCOUNTS, accounts::list),
                admin(who, "GET", ACCOUNT, accounts::get),
                admin(who, "PUT", ACCOUNT + "/password", accounts::setPassword),
                admin(who, "PUT", ACCOUNT + "/enabled", accounts::setEnabled),
                admin(who, "DELETE", ACCOUNT, accounts::delete));
    }

    private static Route admin(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, path, handler).forFew().behind(who::admin);
    }
}
