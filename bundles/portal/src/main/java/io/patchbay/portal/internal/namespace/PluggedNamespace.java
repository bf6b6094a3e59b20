package io.patchbay.portal.internal.namespace;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.Namespace;
import io.patchbay.portal.internal.socketio.SocketHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A namespace whose handlers come from a plug-in. Thread-safe. */
public final class PluggedNamespace implements Namespace {
    private final NamespaceCalls plugin;
    private final Alarms alarms;
    private final Supplier<Duration> successorWait;
    private final Set<NamespaceClient> clients = ConcurrentHashMap.newKeySet();

    PluggedNamespace(NamespaceCalls plugin, Alarms alarms, Supplier<Duration> successorWait) {
        this.plugin = plugin;
        this.alarms = alarms;
        this.successorWait = successorWait;
    }

    boolean isInstalled() {
        return plugin.generation() != 0;
    }

    @Override
    public SocketHandler connect(ClientSocket socket, Optional<Object> auth) {
        NamespaceClient client = new NamespaceClient(plugin, socket, alarms, successorWait.get(), clients::remove);
        clients.add(client);
        client.start(toObject(auth));
        return client;
    }

    @SuppressWarnings("unchecked") // the keys of JSON objects are strings
    private static Map<String, Object> toObject(Optional<Object> auth) {
        return auth.orElse(Map.of()) instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }

    /** The plug-in may be another one now, or none: those who were connected to the one before are taken over. */
    void reviewClients() {
        clients.forEach(NamespaceClient::review);
    }

    void close() {
        plugin.close();
    }
}
