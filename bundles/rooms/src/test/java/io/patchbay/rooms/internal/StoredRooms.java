package io.patchbay.rooms.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rooms in memory; the roles of each are presenter (everything) and viewer (only receives). Confined to its test. */
final class StoredRooms implements Rooms {
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private boolean failing;
    private int reads;

    void add(String id, int participantLimit) {
        add(id, Map.of("participantLimit", participantLimit));
    }

    void add(String id, Map<String, Object> more) {
        add(id, "a room", more);
    }

    void add(String id, String name, Map<String, Object> more) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("roles", List.of(role("presenter", true), role("viewer", false)));
        settings.put("views", List.of(Map.of("label", "common"), Map.of("label", "other")));
        settings.putAll(more);
        rooms.put(id, new Room(id, "service", name, new Attributes(settings)));
    }

    private static Map<String, Object> role(String name, boolean publishes) {
        Map<String, Object> publish = Map.of("audio", publishes, "video", publishes);
        return Map.of("role", name, "publish", publish, "subscribe", Map.of("audio", true, "video", true));
    }

    void fail(boolean fails) {
        failing = fails;
    }

    int reads() {
        return reads;
    }

    @Override
    public Optional<Room> find(String id) {
        reads++;
        if (failing) {
            throw new StoreException("the database is away", true, new IllegalStateException());
        }
        return Optional.ofNullable(rooms.get(id));
    }

    @Override
    public Room create(String service, String name, Attributes settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Room> list(String service, int page, int perPage) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Room> update(Room room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(String id) {
        throw new UnsupportedOperationException();
    }
}
