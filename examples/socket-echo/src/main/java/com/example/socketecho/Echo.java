package com.example.socketecho;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells each client what it said of itself, then sends back whatever comes, binary data too. */
@Component(service = SocketNamespace.class, property = SocketNamespace.NAME + "=echo")
public final class Echo implements SocketNamespace {
    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        socket.emit("auth", List.of(auth));
        return new Client(socket);
    }

    @Override
    public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
        return Optional.of(new Client(socket));
    }

    private record Client(NamespaceSocket socket) implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            switch (name) {
                case "message" -> socket.emit("message-back", arguments);
                case "message-with-ack" -> acknowledgement.ifPresent(wanted -> wanted.answer(arguments));
                default -> {} // clients may send what they like
            }
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing is kept of a client
        }
    }
}
