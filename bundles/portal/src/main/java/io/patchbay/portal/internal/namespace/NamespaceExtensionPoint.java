package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Namespaces as plug-ins. Immutable. */
@Component(service = ExtensionPoint.class)
public final class NamespaceExtensionPoint implements ExtensionPoint<SocketNamespace> {
    @Activate
    public NamespaceExtensionPoint() {
        // nothing to prepare
    }

    @Override
    public String kind() {
        return "namespace";
    }

    @Override
    public Class<SocketNamespace> type() {
        return SocketNamespace.class;
    }

    @Override
    public void check(SocketNamespace candidate) throws ContractViolation {
        String step = "connect";
        try {
            NamespaceHandler handler = candidate.connect(new Nobody(), Map.of());
            if (handler == null) {
                throw new ContractViolation("connect returned null");
            }
            step = "takeOver";
            if (candidate.takeOver(new Nobody(), Map.of()) == null) {
                throw new ContractViolation("takeOver returned null");
            }
            step = "onEvent of an event that it does not know";
            handler.onEvent("no-such-event", List.of(), Optional.empty());
            step = "onDisconnect";
            handler.onDisconnect("checked");
        } catch (RuntimeException | LinkageError thrown) {
            throw new ContractViolation(step + " threw " + thrown.getClass().getName(), thrown);
        }
    }

    /** A client that is gone at once. */
    private record Nobody() implements NamespaceSocket {
        @Override
        public String id() {
            return "check";
        }

        @Override
        public void emit(String event, List<Object> arguments) {
            // nobody hears it
        }

        @Override
        public void disconnect() {
            // nobody is connected
        }
    }
}
