package io.patchbay.store.internal;

import io.patchbay.api.store.ReleaseKey;
import io.patchbay.api.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The key that signs releases: read at its first use, and again once a backup was restored. Thread-safe. */
@Component(service = ReleaseKey.class)
public final class StoredReleaseKey implements ReleaseKey {
    static final String PURPOSE = "RELEASE";

    private final Store store;
    private final AtomicReference<Optional<Known>> known = new AtomicReference<>(Optional.empty());

    private record Known(Ed25519 key, long replacement) {}

    @Activate
    public StoredReleaseKey(@Reference Store store) {
        this.store = store;
    }

    @Override
    public String publicKey() {
        return key().encodedPublicKey();
    }

    @Override
    public String sign(String text) {
        return key().sign(text);
    }

    private Ed25519 key() {
        long replacement = store.replacements();
        Optional<Known> before = known.get().filter(key -> key.replacement() == replacement);
        if (before.isPresent()) {
            return before.get().key();
        }
        Ed25519 read = Ed25519.of(load());
        known.set(Optional.of(new Known(read, replacement)));
        return read;
    }

    private String load() {
        Optional<String> stored = find();
        if (stored.isPresent()) {
            return stored.get();
        }
        String fresh = Ed25519.generate();
        Optional<Integer> added = store.callUnlessTaken("store the key of releases", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO signing_keys (purpose, secret, created_at) VALUES (?, ?, ?)")) {
                insert.setString(1, PURPOSE);
                insert.setString(2, fresh);
                insert.setLong(3, store.clock().millis());
                return insert.executeUpdate();
            }
        });
        // another node may have been faster
        return added.isPresent()
                ? fresh
                : find().orElseThrow(() ->
                        new StoreException("cannot read the key of releases: it was deleted just now", true, null));
    }

    private Optional<String> find() {
        return store.call("read the key of releases", StoredReleaseKey::find);
    }

    private static Optional<String> find(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT secret FROM signing_keys WHERE purpose = ?")) {
            select.setString(1, PURPOSE);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
