package io.patchbay.api.store;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rooms of the services. Thread-safe. Methods block on the database, for a bounded time, and throw {@link StoreException}
 * if it cannot be reached or refuses. Settings are checked by the caller.
 */
@ProviderType
public interface Rooms {
    /**
     * Adds a room.
     *
     * @param service id of an existing service
     * @throws StoreException if there is no such service
     */
    Room create(String service, String name, Attributes settings);

    /**
     * The room of that id, whoever owns it; what this node changed is seen at once, what another node changed within a second.
     *
     * @param id any text
     */
    Optional<Room> find(String id);

    /**
     * The rooms of a service, in order of id.
     *
     * @param page 1 or more
     * @param perPage 1 or more, or 0 for all
     */
    List<Room> list(String service, int page, int perPage);

    /**
     * Replaces a room's name and settings.
     *
     * @return the room as it is now, or empty if there is none
     */
    Optional<Room> update(Room room);

    /**
     * Removes a room with its tokens.
     *
     * @return whether there was one
     */
    boolean delete(String id);
}
