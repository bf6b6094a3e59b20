package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.ActiveRoom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of rooms without asking them. */
class OccupancyTest {
    private final Scene scene = new Scene();

    private static ActiveRoom room(String name, int participants) {
        return new ActiveRoom(ROOM, Optional.of(name), Optional.of("service"), participants);
    }

    @Test
    void countsWhoComesAndGoes() {
        scene.join("a");
        scene.join("b");
        scene.join("b");
        assertThat(scene.rooms.occupancy(ROOM)).contains(room("a room", 2));
        scene.leave("a");
        scene.drop("b");

        assertThat(scene.rooms.occupancy()).containsExactly(room("a room", 0));
    }

    @Test
    void readsNothing() {
        scene.join("a");
        int reads = scene.store.reads();
        scene.rooms.occupancy();
        scene.rooms.occupancy(ROOM);

        assertThat(scene.store.reads()).isEqualTo(reads);
    }

    @Test
    void waitsForNobody() {
        scene.join("a");
        scene.pool.hold();
        assertThat(scene.rooms.drop(ROOM, "a").toCompletableFuture()).isNotDone();

        assertThat(scene.rooms.occupancy(ROOM)).contains(room("a room", 1));
    }

    @Test
    void hasTheNameThatARoomWasGivenLast() {
        scene.join("a");
        scene.store.add(ROOM, "another name", Map.of());
        now(scene.rooms.reload(ROOM));

        assertThat(scene.rooms.occupancy(ROOM)).contains(room("another name", 1));
    }

    @Test
    void hasNoNameBeforeTheRoomIsRead() {
        scene.loading.hold();
        scene.joining("a");

        assertThat(scene.rooms.occupancy(ROOM)).contains(new ActiveRoom(ROOM, Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void endsWithTheController() {
        scene.join("a");
        now(scene.rooms.destroy(ROOM));

        assertThat(scene.rooms.occupancy(ROOM)).isEmpty();
        assertThat(scene.rooms.occupancy()).isEmpty();
    }
}
