package com.example.socketecho;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** For clients of Engine.IO alone: sends each message back as it is. */
@Component(service = SocketNamespace.class, property = SocketNamespace.NAME + "=bare-echo")
public final class BareEcho implements SocketNamespace {
    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        return new Client(socket);
    }

    @Override
    public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
        return Optional.of(new Client(socket));
    }

    private record Client(NamespaceSocket socket) implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            if (name.equals("message")) {
                socket.emit(name, arguments);
            }
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing is kept of a client
        }
    }
}
