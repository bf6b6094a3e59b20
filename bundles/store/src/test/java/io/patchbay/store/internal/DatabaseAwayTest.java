package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.SigningKeys.Use;
import io.patchbay.api.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {
    private static final String OWNER = FixedCredentials.FIRST.superServiceId();
    private static final int TIMEOUT_MILLIS = 1000;
    private static final String AWAY = "the database is away"; // said without asking it

    @TempDir
    Path folder;

    private final List<Runnable> afterwards = new ArrayList<>();

    @AfterEach
    void cleanUp() {
        afterwards.forEach(Runnable::run);
    }

    @Test
    void fullDiskRefusesAndLosesNothingAndGoesOnByItself() {
        FilePath.register(new FullDisk());
        afterwards.add(() -> FullDisk.full = false);
        OpenStore store = open("jdbc:h2:full:" + folder.resolve("db"));
        Room room = store.rooms.create(OWNER, "room", Attributes.NONE);
        NewToken acknowledged = store.issue(room.id());

        FullDisk.full = true;
        assertRefused(store, "No space left on device");
        await().atMost(OpenStore.BOUND)
                .untilAsserted(() -> assertThat(store.store.blockedBy()).contains("No space left on device"));
        assertRefused(store, "No space left on device");
        FullDisk.full = false;

        store.opened();
        assertThat(store.rooms.list(OWNER, 1, 0)).containsExactly(room);
        assertThat(result(store.tokens.claim(acknowledged.id(), "c", Duration.ofSeconds(1))))
                .isInstanceOf(Claim.Claimed.class);
        store.issue(room.id());
    }

    @Test
    void stoppedPostgresRefusesAtOnceAndGoesOnByItself() {
        PostgresCluster cluster = PostgresCluster.get();
        OpenStore store = open(cluster.newDatabase());
        NewToken acknowledged = store.issue("room");

        cluster.stop();
        try {
            assertRefused(store, "");
            assertRefused(store, AWAY);
        } finally {
            cluster.start();
        }

        store.opened();
        assertThat(result(store.tokens.claim(acknowledged.id(), "c", Duration.ofSeconds(1))))
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    @Timeout(60) // a database that hangs would be waited for without end
    void hangingPostgresRefusesWithinTheTimeoutAndGoesOnByItself() {
        PostgresCluster cluster = PostgresCluster.get();
        OpenStore store = open(cluster.newDatabase());
        store.issue("room");

        cluster.signal("STOP");
        try {
            assertRefused(store, "");
            assertRefused(store, AWAY);
        } finally {
            cluster.signal("CONT");
        }

        store.opened();
        store.issue("room");
    }

    @Test
    void signaturesGoOnWhileTheDatabaseIsAway() {
        PostgresCluster cluster = PostgresCluster.get();
        OpenStore store = open(cluster.newDatabase());
        String signature = store.keys.sign(Use.TICKET, "text");

        cluster.stop();
        try {
            assertRefused(store, "");
            assertThat(store.keys.verify(Use.TICKET, "text", signature)).isTrue();
        } finally {
            cluster.start();
        }
    }

    @Test
    void saysThatADriverIsMissing() {
        Store store = new Store(
                OpenStore.settings(""),
                folder,
                FixedCredentials.FIRST,
                Clock.systemUTC(),
                new Drivers(),
                new Migrations(Migrations.SCRIPTS));
        afterwards.add(store::close);

        await().atMost(OpenStore.BOUND).untilAsserted(() -> assertThat(store.blockedBy())
                .contains("the JDBC driver org.h2.Driver is not installed"));
    }

    @Test
    void interruptedCallerDoesNotCloseTheDatabase() {
        OpenStore store = open("");
        Thread.currentThread().interrupt();

        Throwable refused = catchThrowable(() -> store.rooms.create(OWNER, "room", Attributes.NONE));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused).isInstanceOf(StoreException.class);
        assertThat(store.services.list()).hasSize(1);
    }

    private OpenStore open(String url) {
        StoreSettings settings = new StoreSettings(url, "", "", 8, TIMEOUT_MILLIS, 1000, 100, 60_000, 1);
        OpenStore store = OpenStore.at(settings, folder, FixedCredentials.FIRST).opened();
        afterwards.add(store::close);
        return store;
    }

    private static void assertRefused(OpenStore store, String reason) {
        assertThat(catchThrowable(() -> store.issue("room")))
                .cause()
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isTrue())
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> store.services.list())
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isTrue());
    }
}
