package io.patchbay.store.internal;

import io.patchbay.api.store.ServiceAccount;
import io.patchbay.api.store.Services;
import io.patchbay.support.OrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The services in the database. Thread-safe. */
@Component(service = {Services.class, SqlServices.class})
public final class SqlServices implements Services {
    private final Store store;
    private final OrderedIds ids;
    private final TimedCache<Optional<ServiceAccount>> cache;

    @Activate
    public SqlServices(@Reference Store store) {
        this.store = store;
        this.ids = new OrderedIds(store.clock());
        this.cache = new TimedCache<>(store.clock(), store::replacements);
    }

    @Override
    public Optional<ServiceAccount> create(String name, String key) {
        Texts.require("a service's name", name, Texts.NAME);
        Texts.require("a service's key", key, Texts.LONG);
        ServiceAccount added = new ServiceAccount(ids.next(), name, key, List.of());
        Optional<ServiceAccount> created = store.callUnlessTaken("create a service", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO services (id, name, secret, created_at) VALUES (?, ?, ?, ?)")) {
                insert.setString(1, added.id());
                insert.setString(2, name);
                insert.setString(3, key);
                insert.setLong(4, store.clock().millis());
                insert.executeUpdate();
                return added;
            }
        });
        cache.forget(added.id());
        return created;
    }

    @Override
    public Optional<ServiceAccount> find(String id) {
        return Texts.isId(id)
                ? cache.get(id, () -> store.call("find a service", connection -> find(connection, id)))
                : Optional.empty();
    }

    @Override
    public List<ServiceAccount> list() {
        return store.call("list the services", SqlServices::all);
    }

    @Override
    public boolean delete(String id) {
        if (!Texts.isId(id)) {
            return false;
        }
        boolean deleted = store.call("delete a service", connection -> {
            change(connection, "DELETE FROM tokens WHERE service = ?", id);
            change(connection, "DELETE FROM rooms WHERE service = ?", id);
            return change(connection, "DELETE FROM services WHERE id = ?", id) > 0;
        });
        store.forgetAll(); // its rooms are gone, too
        return deleted;
    }

    /** To be told whenever this node has added or removed a room of a service. */
    void changeRooms(String service, UnaryOperator<List<String>> effect) {
        cache.change(
                service,
                known -> known.map(account -> new ServiceAccount(
                        account.id(), account.name(), account.key(), effect.apply(account.rooms()))));
    }

    private static Optional<ServiceAccount> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT name, secret FROM services WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new ServiceAccount(id, rows.getString(1), rows.getString(2), roomsOf(connection, id)))
                        : Optional.empty();
            }
        }
    }

    private static List<String> roomsOf(Connection connection, String service) throws SQLException {
        List<String> rooms = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id FROM rooms WHERE service = ? ORDER BY id")) {
            select.setString(1, service);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    rooms.add(rows.getString(1));
                }
            }
        }
        return rooms;
    }

    private static List<ServiceAccount> all(Connection connection) throws SQLException {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT service, id FROM rooms ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                rooms.computeIfAbsent(rows.getString(1), service -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        List<ServiceAccount> services = new ArrayList<>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT id, name, secret FROM services ORDER BY created_at, id");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(1);
                services.add(new ServiceAccount(
                        id, rows.getString(2), rows.getString(3), rooms.getOrDefault(id, List.of())));
            }
        }
        return services;
    }

    private static int change(Connection connection, String sql, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, id);
            return statement.executeUpdate();
        }
    }
}
