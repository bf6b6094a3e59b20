package io.patchbay.store.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.StoreException;
import io.patchbay.support.OrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The rooms in the database. Thread-safe. */
@Component(service = Rooms.class)
public final class SqlRooms implements Rooms {
    private final Store store;
    private final SqlServices services;
    private final OrderedIds ids;
    private final TimedCache<Optional<Room>> cache;

    @Activate
    public SqlRooms(@Reference Store store, @Reference SqlServices services) {
        this.store = store;
        this.services = services;
        this.ids = new OrderedIds(store.clock());
        this.cache = new TimedCache<>(store.clock(), store::replacements);
    }

    @Override
    public Room create(String service, String name, Attributes settings) {
        Room room = checked(new Room(ids.next(), service, name, settings));
        boolean added = Texts.isId(service)
                && store.call("create a room", connection -> {
                    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO rooms"
                            + " (id, service, name, settings) SELECT ?, id, ?, ? FROM services WHERE id = ?")) {
                        insert.setString(1, room.id());
                        insert.setString(2, name);
                        insert.setString(3, Json.text(settings));
                        insert.setString(4, service);
                        return insert.executeUpdate() == 1;
                    }
                });
        if (!added) {
            throw new StoreException("cannot create a room: there is no such service", false, null);
        }
        cache.forget(room.id());
        services.changeRooms(service, before -> {
            List<String> after = new ArrayList<>(before);
            after.add(room.id());
            return after;
        });
        return room;
    }

    @Override
    public Optional<Room> find(String id) {
        return Texts.isId(id)
                ? cache.get(id, () -> store.call("find a room", connection -> find(connection, id)))
                : Optional.empty();
    }

    @Override
    public List<Room> list(String service, int page, int perPage) {
        if (page < 1 || perPage < 0) {
            throw new IllegalArgumentException(
                    "page must be 1 or more and perPage 0 or more but were " + page + " and " + perPage);
        }
        return Texts.isId(service)
                ? store.call("list the rooms", connection -> list(connection, service, page, perPage))
                : List.of();
    }

    @Override
    public Optional<Room> update(Room room) {
        checked(room);
        if (!Texts.isId(room.id())) {
            return Optional.empty();
        }
        Optional<Room> updated = store.call("update a room", connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE rooms SET name = ?, settings = ? WHERE id = ?")) {
                update.setString(1, room.name());
                update.setString(2, Json.text(room.settings()));
                update.setString(3, room.id());
                return update.executeUpdate() == 1 ? find(connection, room.id()) : Optional.<Room>empty();
            }
        });
        cache.forget(room.id());
        return updated;
    }

    @Override
    public boolean delete(String id) {
        if (!Texts.isId(id)) {
            return false;
        }
        Optional<Room> deleted = store.call("delete a room", connection -> {
            Optional<Room> room = find(connection, id);
            delete(connection, "DELETE FROM tokens WHERE room = ?", id);
            return delete(connection, "DELETE FROM rooms WHERE id = ?", id) > 0 ? room : Optional.<Room>empty();
        });
        cache.forget(id);
        deleted.ifPresent(room -> services.changeRooms(
                room.service(),
                before -> before.stream().filter(other -> !other.equals(id)).toList()));
        return deleted.isPresent();
    }

    private static Room checked(Room room) {
        Texts.require("a room's name", room.name(), Texts.LONG);
        Texts.require("a room's settings", Json.text(room.settings()), Texts.DOCUMENT);
        return room;
    }

    private static Optional<Room> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, service, name, settings FROM rooms WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(room(rows)) : Optional.empty();
            }
        }
    }

    private static List<Room> list(Connection connection, String service, int page, int perPage) throws SQLException {
        String all = "SELECT id, service, name, settings FROM rooms WHERE service = ? ORDER BY id";
        try (PreparedStatement select = connection.prepareStatement(perPage == 0 ? all : all + " LIMIT ? OFFSET ?")) {
            select.setString(1, service);
            if (perPage > 0) {
                select.setLong(2, perPage);
                select.setLong(3, (page - 1L) * perPage);
            }
            List<Room> rooms = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rooms.add(room(rows));
                }
            }
            return rooms;
        }
    }

    private static Room room(ResultSet rows) throws SQLException {
        return new Room(rows.getString(1), rows.getString(2), rows.getString(3), Json.attributes(rows.getString(4)));
    }

    private static int delete(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }
}
