package io.patchbay.api.portal;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clients that one portal holds, as controllers reach them. Thread-safe; never blocks: notifications are queued for each
 * client, in the order of the calls, and a client that is away gets them when it is back. Ids that this portal does not hold
 * are passed over.
 */
@ProviderType
public interface ConnectedClients {
    /** Id of this portal's worker of purpose {@code portal}. */
    String workerId();

    /**
     * Tells some clients something. It is encoded once for each protocol version, not once for each client.
     *
     * @param participants whom; not kept, not changed
     * @param notification what
     */
    void notify(List<String> participants, Notification notification);

    /** Removes a client: it is told {@link Notification.Dropped}, then its connection is closed. It is not resumable. */
    void drop(String participant);
}
