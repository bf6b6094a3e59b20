package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rooms promise, on any database. */
abstract class RoomsContract {
    private static final String OWNER = FixedCredentials.FIRST.superServiceId();

    private final TestDatabase database;

    @TempDir
    Path folder;

    private OpenStore store;
    private SqlRooms rooms;

    RoomsContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        store = OpenStore.at(database.fresh(folder), folder);
        rooms = store.rooms;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void findsWhatWasCreated() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("participantLimit", -1);
        settings.put("roles", List.of(Map.of("role", "présenter \0 ✓ 😀", "publish", Map.of("audio", true))));
        settings.put("ratio", 0.8);
        settings.put("big", 12_345_678_901L);
        settings.put("none", null);
        Room created = rooms.create(OWNER, "Ünï 😀", new Attributes(settings));

        assertThat(created.id()).matches("[0-9a-f]{24}");
        store.store.forgetAll();
        assertThat(rooms.find(created.id())).contains(created);
    }

    @Test
    void refusesARoomOfAnUnknownService() {
        assertThatThrownBy(() -> rooms.create("0123456789abcdef01234567", "room", Attributes.NONE))
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isFalse());
    }

    @Test
    void idsAscendInOrderOfCreation() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(rooms.create(OWNER, "room", Attributes.NONE).id());
        }

        assertThat(ids).isSorted();
        assertThat(rooms.list(OWNER, 1, 0)).extracting(Room::id).isEqualTo(ids);
    }

    @Test
    void listsPages() {
        for (String name : Arrays.asList("a", "b", "c", "d", "e")) {
            rooms.create(OWNER, name, Attributes.NONE);
        }

        assertThat(rooms.list(OWNER, 1, 2)).extracting(Room::name).containsExactly("a", "b");
        assertThat(rooms.list(OWNER, 3, 2)).extracting(Room::name).containsExactly("e");
        assertThat(rooms.list(OWNER, Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void listsNoRoomsOfOthers() {
        rooms.create(OWNER, "room", Attributes.NONE);
        String other = store.services.create("app", "secret").orElseThrow().id();

        assertThat(rooms.list(other, 1, 0)).isEmpty();
        assertThat(rooms.list("nonsense", 1, 0)).isEmpty();
    }

    @Test
    void updateIsSeenAtOnce() {
        Room room = rooms.create(OWNER, "before", Attributes.NONE);
        rooms.find(room.id());
        Room changed = new Room(room.id(), OWNER, "after", Attributes.of("participantLimit", 3));

        assertThat(rooms.update(changed)).contains(changed);
        assertThat(rooms.find(room.id())).contains(changed);
    }

    @Test
    void updateDoesNotMoveARoomToAnotherService() {
        Room room = rooms.create(OWNER, "room", Attributes.NONE);

        assertThat(rooms.update(new Room(room.id(), "bbbbbbbbbbbbbbbbbbbbbbbb", "room", Attributes.NONE)))
                .contains(room);
    }

    @Test
    void updatesNothingThatIsNotThere() {
        assertThat(rooms.update(new Room("0123456789abcdef01234567", OWNER, "room", Attributes.NONE)))
                .isEmpty();
        assertThat(rooms.update(new Room("nonsense", OWNER, "room", Attributes.NONE)))
                .isEmpty();
    }

    @Test
    void deletesARoomWithItsTokensAtOnce() {
        Room room = rooms.create(OWNER, "room", Attributes.NONE);
        rooms.find(room.id());
        NewToken gone = store.issue(room.id());
        NewToken stays = store.issue("another");

        assertThat(rooms.delete(room.id())).isTrue();
        assertThat(rooms.find(room.id())).isEmpty();
        assertThat(rooms.delete(room.id())).isFalse();
        assertThat(result(store.tokens.claim(gone.id(), "c", Duration.ofSeconds(1))))
                .isEqualTo(new Claim.Invalid());
        assertThat(result(store.tokens.claim(stays.id(), "c", Duration.ofSeconds(1))))
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void refusesSettingsThatAreTooLong() {
        Attributes huge = Attributes.of("x", "y".repeat(Texts.DOCUMENT));

        assertThatThrownBy(() -> rooms.create(OWNER, "room", huge)).isInstanceOf(StoreException.class);
    }
}
