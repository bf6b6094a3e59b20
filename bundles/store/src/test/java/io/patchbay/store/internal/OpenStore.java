package io.patchbay.store.internal;

import static org.awaitility.Awaitility.await;
import io.patchbay.api.Attributes;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.store.NewToken;
import io.patchbay.support.OrderedIds;
import io.patchbay.support.RandomIds;
import io.patchbay.testing.ManualClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.h2.util.OsgiDataSourceFactory;
import org.osgi.service.jdbc.DataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** All parts of a store on one database, wired as the framework wires them. */
final class OpenStore implements AutoCloseable {
    static final Duration BOUND = Duration.ofSeconds(10);

    final ManualClock clock;
    final Store store;
    final SqlServices services;
    final SqlRooms rooms;
    final SqlTokens tokens;
    final StoredSigningKeys keys;
    final SqlReleases releases;
    final StoredReleaseKey releaseKey;
    final PortableBackup backup;
    private final OrderedIds ids;

    private OpenStore(Store store, ManualClock clock) {
        this.clock = clock;
        this.store = store;
        this.services = new SqlServices(store);
        this.rooms = new SqlRooms(store, services);
        this.tokens = new SqlTokens(store);
        this.keys = new StoredSigningKeys(store);
        this.releases = new SqlReleases(store);
        this.releaseKey = new StoredReleaseKey(store);
        this.backup = new PortableBackup(store);
        this.ids = new OrderedIds(Clock.systemUTC());
    }

    /** Opens, and waits until it is open. */
    static OpenStore at(String url, Path folder) {
        return at(settings(url), folder, FixedCredentials.FIRST).opened();
    }

    static OpenStore at(StoreSettings settings, Path folder, Credentials credentials) {
        ManualClock clock = new ManualClock();
        Migrations migrations = new Migrations(Migrations.SCRIPTS);
        return new OpenStore(new Store(settings, folder, credentials, clock, drivers(), migrations), clock);
    }

    static StoreSettings settings(String url) {
        return new StoreSettings(url, "", "", 8, 2000, 20, 3, 60_000, 1);
    }

    static Drivers drivers() {
        Drivers drivers = new Drivers();
        drivers.bindFactory(
                new OsgiDataSourceFactory(new org.h2.Driver()),
                Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.h2.Driver"));
        drivers.bindFactory(
                new PGDataSourceFactory(), Map.of(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS, "org.postgresql.Driver"));
        return drivers;
    }

    OpenStore opened() {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(store.blockedBy())
                        .isEmpty());
        return this;
    }

    /** A token of that room which lives for three minutes. */
    NewToken newToken(String room) {
        return new NewToken(
                ids.next(),
                RandomIds.hex24(),
                FixedCredentials.FIRST.superServiceId(),
                room,
                "Ann Ünïcode ✓",
                "presenter",
                Attributes.of("isp", "isp", "region", "region"),
                "127.0.0.1:8080",
                true,
                180_000);
    }

    NewToken issue(String room) {
        NewToken token = newToken(room);
        result(tokens.issue(token));
        return token;
    }

    static <T> T result(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        tokens.close();
        store.close();
    }
}
