package io.patchbay.api.store;

import java.util.List;

/**
 * An application that may use the HTTP API.
 *
 * @param id 24 hex digits
 * @param name unique, not empty
 * @param key the secret it signs requests with, as text; must not be logged
 * @param rooms ids of its rooms, in order of creation
 */
public record ServiceAccount(String id, String name, String key, List<String> rooms) {
    /** Copies the list. */
    public ServiceAccount {
        rooms = List.copyOf(rooms);
    }

    /** Without the key, so that it can be logged. */
    @Override
    public String toString() {
        return "ServiceAccount[id=" + id + ", name=" + name + ", rooms=" + rooms.size() + "]";
    }
}
