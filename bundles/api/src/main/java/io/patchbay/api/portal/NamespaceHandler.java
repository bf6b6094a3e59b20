package io.patchbay.api.portal;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a {@link SocketNamespace} does with one client. Called on portal threads, one call at a time, in the order in which the
 * client sent; must not block. What it throws is counted as a fault of the plug-in, and the client stays. A call that takes more than
 * 250 ms of its own, running or waiting, is one, too, and what it still says is not sent. An event that came to nothing, and that the
 * handler has said nothing to, waits for another version that relieves this one, for 5 s at most; if none comes it is passed over,
 * or, where the call has not come back, its client is cut off so that it comes back.
 */
@ConsumerType
public interface NamespaceHandler {
    /**
     * The client has sent an event.
     *
     * @param name the event's name, chosen by the client
     * @param arguments JSON values (null stands for JSON null), with {@code byte[]} wherever the client sent binary data
     * @param acknowledgement how to answer; empty if the client wants no answer
     */
    void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement);

    /**
     * The client is gone, or has left the namespace; nothing follows.
     *
     * @param reason why, for logs
     */
    void onDisconnect(String reason);
}
