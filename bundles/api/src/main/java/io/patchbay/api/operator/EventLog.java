package io.patchbay.api.operator;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What has happened on this node lately, and who did what. It is what the node's log says to operators, in memory: gone with the
 * process, and bounded. One service per framework; not there where the node logs elsewhere. Thread-safe; does not block.
 */
@ProviderType
public interface EventLog {
    /** How many events are kept; then the oldest is forgotten. */
    int MOST_EVENTS = 5_000;

    /**
     * The events after one, the oldest first.
     *
     * @param number of an event that is known already; 0 for all that are kept
     */
    List<Event> after(long number);
}
