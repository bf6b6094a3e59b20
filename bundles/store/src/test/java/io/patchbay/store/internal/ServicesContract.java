package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.ServiceAccount;
import io.patchbay.api.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services promise, on any database. */
abstract class ServicesContract {
    private final TestDatabase database;

    @TempDir
    Path folder;

    private String url;
    private OpenStore store;

    ServicesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.fresh(folder);
        store = OpenStore.at(url, folder);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void findsWhatWasCreated() {
        ServiceAccount created = store.services.create("app", "secret").orElseThrow();

        assertThat(store.services.find(created.id())).contains(created);
        assertThat(created.id()).matches("[0-9a-f]{24}");
        assertThat(created).isEqualTo(new ServiceAccount(created.id(), "app", "secret", List.of()));
    }

    @Test
    void refusesANameThatIsTaken() {
        store.services.create("app", "secret");

        assertThat(store.services.create("app", "other")).isEmpty();
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThatThrownBy(() -> store.services.create("x".repeat(256), "secret"))
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isFalse());
    }

    @Test
    void findsNothingUnderAnyOtherText() {
        for (String id : List.of("", "0123456789abcdef01234567", "x".repeat(100_000), "a\0b", "' OR 1=1 --")) {
            assertThat(store.services.find(id)).isEmpty();
            assertThat(store.services.delete(id)).isFalse();
        }
    }

    @Test
    void listsInOrderOfCreation() {
        store.clock.advance(Duration.ofMillis(1));
        store.services.create("zebra", "1");
        store.clock.advance(Duration.ofMillis(1));
        store.services.create("ant", "2");

        assertThat(store.services.list())
                .extracting(ServiceAccount::name)
                .containsExactly("superService", "zebra", "ant");
    }

    @Test
    void namesTheRoomsOfAServiceAsSoonAsTheyAreCreated() {
        store.clock.advance(Duration.ofMillis(1));
        ServiceAccount service = store.services.create("app", "secret").orElseThrow();
        store.services.find(service.id());
        Room first = store.rooms.create(service.id(), "a", Attributes.NONE);
        Room second = store.rooms.create(service.id(), "b", Attributes.NONE);

        assertThat(store.services.find(service.id()).orElseThrow().rooms()).containsExactly(first.id(), second.id());
        assertThat(store.services.list().get(1).rooms()).containsExactly(first.id(), second.id());
        store.rooms.delete(first.id());
        assertThat(store.services.find(service.id()).orElseThrow().rooms()).containsExactly(second.id());
    }

    @Test
    void deletesAServiceWithItsRoomsAndTokens() {
        ServiceAccount service = store.services.create("app", "secret").orElseThrow();
        Room room = store.rooms.create(service.id(), "room", Attributes.NONE);
        NewToken any = store.newToken(room.id());
        NewToken token = new NewToken(
                any.id(), any.code(), service.id(), room.id(), "u", "r", any.origin(), any.host(), false, 180_000);
        result(store.tokens.issue(token));
        store.rooms.find(room.id());

        assertThat(store.services.delete(service.id())).isTrue();
        assertThat(store.services.find(service.id())).isEmpty();
        assertThat(store.rooms.find(room.id())).isEmpty();
        assertThat(result(store.tokens.claim(token.id(), "claimant", Duration.ofSeconds(1))))
                .isEqualTo(new Claim.Invalid());
        assertThat(store.services.delete(service.id())).isFalse();
    }

    @Test
    void holdsTheSuperServiceOfTheCredentials() {
        assertThat(store.services.find(FixedCredentials.FIRST.superServiceId()))
                .contains(new ServiceAccount(
                        FixedCredentials.FIRST.superServiceId(), "superService", "first-key", List.of()));
    }

    @Test
    void givesTheSuperServiceTheKeyOfTheCredentialsAtStart() {
        store.close();
        FixedCredentials changed = new FixedCredentials(FixedCredentials.FIRST.superServiceId(), "new-key");
        store = OpenStore.at(OpenStore.settings(url), folder, changed).opened();

        assertThat(store.services.find(changed.superServiceId()).orElseThrow().key())
                .isEqualTo("new-key");
    }

    @Test
    void letsInAnotherInstallationWithASuperServiceOfItsOwn() {
        store.close();
        FixedCredentials second = new FixedCredentials("bbbbbbbbbbbbbbbbbbbbbbbb", "second-key");
        store = OpenStore.at(OpenStore.settings(url), folder, second).opened();

        assertThat(store.services.list())
                .extracting(ServiceAccount::id)
                .containsExactlyInAnyOrder(FixedCredentials.FIRST.superServiceId(), second.superServiceId());
    }
}
