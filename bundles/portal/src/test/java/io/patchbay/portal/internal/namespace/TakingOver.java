package io.patchbay.portal.internal.namespace;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A namespace that goes on with its predecessor's clients, and says so. Confined to the test's thread. */
final class TakingOver implements SocketNamespace {
    private final List<Map<String, Object>> auths = new ArrayList<>();

    /** What those it has taken over said of themselves. */
    List<Map<String, Object>> auths() {
        return auths;
    }

    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        return new Client(socket, "message-back");
    }

    @Override
    public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
        auths.add(auth);
        return Optional.of(new Client(socket, "taken-over"));
    }

    private record Client(NamespaceSocket socket, String answer) implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            socket.emit(answer, arguments);
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing is kept of a client
        }
    }
}
