package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.HttpExchanges;
import java.io.IOException;

/**
 * A player of the lobby whose token comes from ever other addresses: of its own network, where it is good, and each fourth time of another,
 * where it is not.
 */
final class PlayerLoad extends Load {
    private static final int CONNECTIONS = 64;

    private final HttpExchanges requests;
    private final String token;
    private long number;

    private PlayerLoad(SwapNode node, String token) {
        super(node.loop());
        this.requests = node.requests(CONNECTIONS);
        this.token = token;
    }

    /** Signs an account up and logs it in. */
    static PlayerLoad logIn(SwapNode node) throws IOException, InterruptedException {
        return new PlayerLoad(node, LobbyPlayers.logIn(node, 1).get(0));
    }

    @Override
    void send(Tally.Request request) {
        long mine = ++number;
        boolean near = mine % 4 != 0;
        String address = (near ? "10.1.1." : "10.1.2.") + (2 + mine % 250);
        requests.send("GET", "/lobby/v1/me", () -> LobbyPlayers.headers(token, address), "", told -> {
            boolean right = near
                    ? told.status() == 200
                    : told.status() == 401 && told.body().contains("LOGIN_AGAIN");
            if (right) {
                request.succeed();
            } else {
                request.fail("a token from " + address + " was answered with " + told);
            }
        });
    }
}
