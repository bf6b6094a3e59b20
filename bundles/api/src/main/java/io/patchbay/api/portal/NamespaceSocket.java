package io.patchbay.api.portal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** A client that is connected to a {@link SocketNamespace}. Thread-safe; never blocks. */
@ProviderType
public interface NamespaceSocket {
    /** The socket's id, unguessable. The client knows it too. */
    String id();

    /**
     * Sends the client an event, after those sent before. A client that does not read is cut off when more waits for it than
     * the portal's configuration allows; one that is gone gets nothing.
     *
     * @param event the event's name
     * @param arguments JSON values, or {@code byte[]} anywhere among them; not to be changed afterwards
     * @throws IllegalArgumentException if an argument is nothing that can be sent
     */
    void emit(String event, List<Object> arguments);

    /** Tells the client that it is disconnected for good, after what was sent before. {@code onDisconnect} follows. */
    void disconnect();
}
