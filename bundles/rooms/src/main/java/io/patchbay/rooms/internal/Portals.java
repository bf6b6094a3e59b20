package io.patchbay.rooms.internal;

import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.portal.Notification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The portals that are there right now, by worker id. Thread-safe; what a portal throws stays here. */
final class Portals {
    private static final Logger LOG = LoggerFactory.getLogger(Portals.class);

    private final Map<String, ConnectedClients> byId = new ConcurrentHashMap<>();

    void add(String id, ConnectedClients portal) {
        byId.put(id, portal);
    }

    /** Returns whether the portal is gone by that; not so if a successor of the same id is there already. */
    boolean remove(String id, ConnectedClients portal) {
        return byId.remove(id, portal);
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    void notify(Recipients recipients, Notification notification) {
        recipients.byPortal().forEach((portal, participants) -> notify(portal, participants, notification));
    }

    void notify(String portal, List<String> participants, Notification notification) {
        call(portal, clients -> clients.notify(participants, notification));
    }

    void drop(String portal, String participant) {
        call(portal, clients -> clients.drop(participant));
    }

    private void call(String id, Consumer<ConnectedClients> what) {
        Optional<ConnectedClients> portal = Optional.ofNullable(byId.get(id));
        try {
            portal.ifPresent(what);
        } catch (RuntimeException failed) {
            LOG.warn("Portal {} failed to take a message", id, failed); // the other portals get theirs
        }
    }
}
