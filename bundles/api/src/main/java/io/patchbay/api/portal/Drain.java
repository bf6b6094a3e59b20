package io.patchbay.api.portal;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Empties one portal so that its node can be stopped without anybody noticing: the placement gives it no more clients, those who
 * are here may go in their own time, and those who have not gone by a deadline are cut off so that they can come back. Can be
 * taken back at any time. Thread-safe; no method blocks.
 */
@ProviderType
public interface Drain {
    /** How long one may be asked to wait for the clients at most. */
    Duration LONGEST = Duration.ofHours(24);

    /** How far it is. */
    DrainStatus status();

    /**
     * Begins, or if it has begun sets another deadline. Clients with a token for this portal are let in until the deadline;
     * from then on nobody is, and who comes back has to wait until the drain is cancelled or the node was restarted.
     *
     * @param patience until the deadline, 0 to {@link #LONGEST}
     * @throws IllegalArgumentException if it is out of range
     */
    DrainStatus begin(Duration patience);

    /** Takes it back: new clients come again. Does nothing if it has not begun. */
    DrainStatus cancel();
}
