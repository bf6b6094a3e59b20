package io.patchbay.rest.internal.cluster;

import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.Timelines;
import java.util.Optional;

/** The portal of this node, while there is one. Thread-safe. */
public interface NearPortal {
    Optional<ClientSessions> sessions();

    Optional<Drain> drain();

    Optional<Timelines> timelines();
}
