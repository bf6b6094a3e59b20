package io.patchbay.api.portal;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The sessions that one portal holds, as an operator sees them. Thread-safe; no method blocks. */
@ProviderType
public interface ClientSessions {
    /**
     * Some sessions, in no certain order.
     *
     * @param room only those in this room; empty for all
     * @param most how many at most, 1 or more
     */
    List<SessionStatus> sessions(Optional<String> room, int most);

    /** How many sessions there are; asked often, so it looks at none. */
    int count();

    /** How many of them have a connection now; looks at every one. */
    int connected();
}
