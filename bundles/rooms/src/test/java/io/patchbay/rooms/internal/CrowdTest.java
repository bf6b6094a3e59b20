package io.patchbay.rooms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.RoomSnapshot;
import io.patchbay.support.Threads;
import io.patchbay.support.cluster.Standby;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once, on real threads. */
class CrowdTest {
    private static final int CROWD = 200;
    private static final int LIMIT = 50;

    private final Map<String, List<String>> seenBy = new ConcurrentHashMap<>();
    private final ExecutorService clients = Executors.newFixedThreadPool(20, Threads.named("crowd"));
    private final StoredRooms store = new StoredRooms();
    private final ConferenceRooms rooms = new ConferenceRooms(
            "host",
            new Standby("here"),
            new Settings(30_000, 10, 1000),
            Threads.pool("test-rooms", 4, 100),
            Threads.pool("test-loading", 2, 100),
            Threads.timer("test-rooms"),
            (threads, clock) -> new RecordingWorkers());

    private final ConnectedClients portal = new ConnectedClients() {
        @Override
        public String workerId() {
            return "portal-1";
        }

        @Override
        public void notify(List<String> participants, Notification notification) {
            if (notification instanceof Notification.ParticipantJoined joined) {
                String who = joined.participant().id();
                participants.forEach(participant -> seen(participant).add(who));
            }
        }

        @Override
        public void drop(String participant) {
            throw new AssertionError("nobody is dropped here");
        }
    };

    private List<String> seen(String participant) {
        return seenBy.computeIfAbsent(participant, unknown -> new ArrayList<>());
    }

    @BeforeEach
    void open() {
        store.add(Scene.ROOM, LIMIT);
        rooms.bindStore(store);
        rooms.portalCame("portal-1", portal);
    }

    @AfterEach
    void close() {
        clients.shutdownNow();
        rooms.close();
    }

    @Test
    void admitsExactlyTheLimit() throws Exception {
        List<JoinOutcome> outcomes = joinAllAtOnce();

        assertThat(outcomes).filteredOn(JoinOutcome.Joined.class::isInstance).hasSize(LIMIT);
        assertThat(outcomes)
                .filteredOn(JoinOutcome.Refused.class::isInstance)
                .hasSize(CROWD - LIMIT)
                .containsOnly(new JoinOutcome.Refused("Room is full", true));
        assertThat(rooms.participants(Scene.ROOM).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasSize(LIMIT);
        assertThat(store.reads()).isEqualTo(1);
    }

    @Test
    void showsEveryoneEveryOtherOnceInTheSnapshotOrAsANotification() throws Exception {
        List<RoomSnapshot> snapshots = joinAllAtOnce().stream()
                .filter(JoinOutcome.Joined.class::isInstance)
                .map(outcome -> ((JoinOutcome.Joined) outcome).room())
                .toList();
        Set<String> admitted = new HashSet<>();
        snapshots.forEach(snapshot -> admitted.add(joiner(snapshot)));
        rooms.participants(Scene.ROOM)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS); // everyone has been told by then

        assertThat(snapshots).allSatisfy(snapshot -> {
            List<String> known = new ArrayList<>(
                    snapshot.participants().stream().map(Participant::id).toList());
            known.addAll(seen(joiner(snapshot)));
            assertThat(known).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(admitted);
        });
    }

    private static String joiner(RoomSnapshot snapshot) {
        return snapshot.participants().get(snapshot.participants().size() - 1).id();
    }

    private List<JoinOutcome> joinAllAtOnce() throws Exception {
        CyclicBarrier start = new CyclicBarrier(20);
        List<Callable<List<JoinOutcome>>> groups = IntStream.range(0, 20)
                .mapToObj(group -> (Callable<List<JoinOutcome>>) () -> {
                    start.await(10, TimeUnit.SECONDS);
                    return IntStream.range(0, CROWD / 20)
                            .mapToObj(i -> rooms.join(Scene.ROOM, joining("p-" + group + "-" + i)))
                            .toList()
                            .stream()
                            .map(stage -> stage.toCompletableFuture().join())
                            .toList();
                })
                .toList();
        List<JoinOutcome> outcomes = new ArrayList<>();
        for (Future<List<JoinOutcome>> group : clients.invokeAll(groups, 20, TimeUnit.SECONDS)) {
            outcomes.addAll(group.get());
        }
        return outcomes;
    }

    private static Joining joining(String id) {
        return new Joining(new Participant(id, "user", "presenter"), "portal-1", Attributes.NONE);
    }
}
