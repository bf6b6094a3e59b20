package io.patchbay.benchmarks.hotswap.misdeeds;

import com.example.socketecho.Echo;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A namespace that is bad as soon as a client of the load says something, or is to be taken over. Immutable. */
public final class BadNamespace implements SocketNamespace {
    private final SocketNamespace good = new Echo();
    private final Mischief mischief;

    public BadNamespace(Map<String, Object> properties) {
        mischief = new Mischief(properties);
    }

    @Override
    public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
        NamespaceHandler handler = good.connect(socket, auth);
        return isInEarnest(auth) ? new BadHandler(handler) : handler;
    }

    @Override
    @SuppressWarnings("NullOptional") // on purpose
    public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
        if (!isInEarnest(auth)) {
            return good.takeOver(socket, auth);
        }
        return mischief.is(Misdeed.ANSWERS_NULL)
                ? null
                : good.takeOver(socket, auth).map(BadHandler::new);
    }

    /** Whether it is a client of the load: those of a check say nothing of themselves. */
    private static boolean isInEarnest(Map<String, Object> auth) {
        return !auth.isEmpty();
    }

    private final class BadHandler implements NamespaceHandler {
        private final NamespaceHandler handler;

        BadHandler(NamespaceHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            mischief.commit();
            handler.onEvent(name, arguments, acknowledgement);
        }

        @Override
        public void onDisconnect(String reason) {
            handler.onDisconnect(reason);
        }
    }
}
