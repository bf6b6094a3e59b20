package io.patchbay.lobby.internal;

import io.patchbay.api.lobby.ClientAddress;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** What tests of the lobby have in common. */
public final class Lobby {
    public static final ClientAddress HOME = address("192.0.2.1");
    public static final ClientAddress AWAY = address("198.51.100.1");

    private Lobby() {}

    public static ClientAddress address(String literal) {
        return ClientAddress.parse(literal).orElseThrow();
    }

    /** A configuration with the usual values but for some. */
    public static <C> C config(Class<C> type, Map<String, Object> overrides) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> overrides.getOrDefault(method.getName(), method.getDefaultValue())));
    }

    public static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
