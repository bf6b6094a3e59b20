package com.example.socketecho;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Tells each client what it said of itself, and nothing more. */
@Component(service = SocketNamespace.class, property = SocketNamespace.NAME + "=custom")
public final class Greeting implements SocketNamespace {
    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        socket.emit("auth", List.of(auth));
        return new Client();
    }

    private record Client() implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            // it only greets
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing is kept of a client
        }
    }
}
