package io.patchbay.lobby.internal.session;

import static io.patchbay.lobby.internal.Lobby.config;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.node.Node;
import io.patchbay.api.store.SessionRecords;
import io.patchbay.lobby.internal.LobbyThreads;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;

/** Sessions of a node in memory. */
public final class OpenSessions {
    static final String ENDPOINT = "http://127.0.0.1:8080";

    private OpenSessions() {}

    public static TokenSessions of(SessionRecords records, LobbyThreads threads, Clock clock) {
        return of(records, threads, clock, rule((bound, now) -> false), Map.of());
    }

    /** A rule that always decides. */
    static AddressRule rule(BiPredicate<ClientAddress, ClientAddress> admits) {
        return new AddressRule() {
            @Override
            public Ruling rule(String account, ClientAddress bound, ClientAddress now) {
                return admits.test(bound, now) ? Ruling.ADMITTED : Ruling.REFUSED;
            }

            @Override
            public CompletionStage<Void> arrival() {
                return CompletableFuture.completedStage(null);
            }
        };
    }

    static TokenSessions of(
            SessionRecords records,
            LobbyThreads threads,
            Clock clock,
            AddressRule rule,
            Map<String, Object> overrides) {
        Node node = (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("url")) {
                        return URI.create(ENDPOINT);
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        return new TokenSessions(records, threads, clock, node, rule, config(TokenSessions.Config.class, overrides));
    }

    public static void close(TokenSessions sessions) {
        sessions.close();
    }
}
