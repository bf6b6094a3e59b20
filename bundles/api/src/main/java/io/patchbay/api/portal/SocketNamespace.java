package io.patchbay.api.portal;

import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A namespace of Socket.IO, for clients that want something else of this port than a room. Register it as a service whose
 * property {@value #NAME} is the namespace's path without the slash in front: {@code chat} for {@code /chat}.
 *
 * <p>Operators may install, replace and remove it at any time. What a client sends meanwhile waits for the successor, which is
 * asked to {@link #takeOver} each client. A client that it does not take over is cut off in a way that stock clients answer by
 * connecting again; if no successor comes within the portal's {@code successorWaitMillis}, clients are disconnected. In all these
 * cases the handlers of the predecessor are not called any more: what they hold goes with the service.
 */
@ConsumerType
public interface SocketNamespace {
    /** Service property: the path, without the slash in front. */
    String NAME = "patchbay.name";

    /**
     * A client connects. Called on a portal thread, several at once; must not block.
     *
     * @param socket the client, to be kept by the handler
     * @param auth what the client says of itself; a JSON object, empty if it says nothing
     * @return what is to be done with the client, never null. To turn the client away, call {@link NamespaceSocket#disconnect}.
     *     If this throws, the client waits for another version that relieves this one, for 5 s at most, and is disconnected
     */
    NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth);

    /**
     * A client that was connected to the predecessor of this instance, which has been replaced: it goes on as if nothing had
     * happened. Called on a portal thread, for each client before its next event, several at once; must not block.
     *
     * @param socket the client, to be kept by the handler
     * @param auth what the client said of itself when it connected
     * @return what is to be done with the client from now on; empty, which is the default, if this instance cannot go on without
     *     what the predecessor knew: then the client has to connect again. Never null. If this throws, the client has to as well,
     *     unless another version relieves this one within 5 s
     */
    default Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
        return Optional.empty();
    }
}
