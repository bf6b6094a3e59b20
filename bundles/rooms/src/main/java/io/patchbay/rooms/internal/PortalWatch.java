package io.patchbay.rooms.internal;

import io.patchbay.api.portal.ConnectedClients;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Tells the rooms which portals come and go. A component of its own, which nobody references: portals reference the rooms, and
 * were the rooms to reference the portals, neither could start first. Thread-safe.
 */
@Component(service = {}) // which starts it at once
public final class PortalWatch {
    private final ConferenceRooms rooms;
    private final Map<ConnectedClients, String> idOf = new ConcurrentHashMap<>(); // one that goes is not asked any more

    @Activate
    public PortalWatch(@Reference ConferenceRooms rooms) {
        this.rooms = rooms;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindPortal(ConnectedClients portal) {
        String id = portal.workerId();
        idOf.put(portal, id);
        rooms.portalCame(id, portal);
    }

    void unbindPortal(ConnectedClients portal) {
        Optional.ofNullable(idOf.remove(portal)).ifPresent(id -> rooms.portalWent(id, portal));
    }
}
