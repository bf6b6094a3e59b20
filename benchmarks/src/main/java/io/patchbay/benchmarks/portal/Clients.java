package io.patchbay.benchmarks.portal;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

/** Makes the clients of one server over one transport, all on one loop and confined to its thread. */
final class Clients {
    private static final int POST_CONNECTIONS = 64;

    private final Loop loop;
    private final Transport transport;
    private final InetSocketAddress server;
    private final HttpExchanges posts;

    Clients(Loop loop, Transport transport, String url) {
        URI parsed = URI.create(url);
        this.loop = loop;
        this.transport = transport;
        this.server = new InetSocketAddress(parsed.getHost(), parsed.getPort());
        this.posts = new HttpExchanges(loop, server, POST_CONNECTIONS);
    }

    Loop loop() {
        return loop;
    }

    Transport transport() {
        return transport;
    }

    SocketClient open(String hello, Consumer<SocketClient> onConnected, Consumer<String> onClosed) {
        return new SocketClient(
                listener -> transport == Transport.WEBSOCKET
                        ? new WebSocketLink(loop, server, listener)
                        : new PollingLink(loop, server, posts, listener),
                hello,
                onConnected,
                onClosed);
    }
}
