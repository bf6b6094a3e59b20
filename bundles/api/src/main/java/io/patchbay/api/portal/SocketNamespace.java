package io.patchbay.api.portal;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A namespace of Socket.IO, for clients that want something else of this port than a room. Register it as a service whose
 * property {@value #NAME} is the namespace's path without the slash in front: {@code chat} for {@code /chat}.
 *
 * <p>Operators may install, replace and remove it at any time. A namespace that is removed disconnects its clients; those of one
 * that is replaced are cut off in a way that stock clients answer by connecting again, and then reach the successor. In both
 * cases its handlers are not called any more: what they hold goes with the service.
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
     *     If this throws, the client is disconnected
     */
    NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth);
}
