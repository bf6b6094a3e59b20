package io.patchbay.portal.internal.namespace;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends back what it gets, as the servers of the official suites do. Confined to the test. */
public final class EchoNamespace implements SocketNamespace {
    private final List<String> gone = new ArrayList<>();

    /** Why its clients went. */
    List<String> gone() {
        return gone;
    }

    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        socket.emit("auth", List.of(auth));
        return new NamespaceHandler() {
            @Override
            public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
                switch (name) {
                    case "message" -> socket.emit("message-back", arguments);
                    case "message-with-ack" -> acknowledgement.ifPresent(answer -> answer.answer(arguments));
                    case "leave" -> socket.disconnect();
                    default -> throw new IllegalStateException(name);
                }
            }

            @Override
            public void onDisconnect(String reason) {
                gone.add(reason);
            }
        };
    }
}
