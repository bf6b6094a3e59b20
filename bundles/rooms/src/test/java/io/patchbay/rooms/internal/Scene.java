package io.patchbay.rooms.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.support.cluster.Standby;
import io.patchbay.testing.ManualTimer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The rooms of a node with all that surrounds them, on the test's thread and time. Confined to its test. */
final class Scene {
    static final String ROOM = "5a5a5a5a5a5a5a5a5a5a5a5a";

    final ManualTimer timer = new ManualTimer();
    final ManualPool pool = new ManualPool();
    final ManualPool loading = new ManualPool();
    final StoredRooms store = new StoredRooms();
    final RecordingPlacement placement = new RecordingPlacement();
    final RecordingPortal portal = new RecordingPortal("portal-1");
    final RecordingWorkers workers = new RecordingWorkers();
    final ConferenceRooms rooms;

    Scene() {
        this(new Settings(30_000, 10, 100));
    }

    Scene(Settings settings) {
        rooms = new ConferenceRooms(
                "host", new Standby("here"), settings, pool, loading, timer, (threads, clock) -> workers);
        rooms.bindPlacement(placement);
        rooms.bindStore(store);
        rooms.portalCame("portal-1", portal);
        store.add(ROOM, -1);
        timer.advance(Duration.ZERO);
    }

    CompletionStage<JoinOutcome> joining(String room, String participant, String role, String at) {
        return rooms.join(
                room, new Joining(new Participant(participant, "user of " + participant, role), at, Attributes.NONE));
    }

    CompletionStage<JoinOutcome> joining(String participant) {
        return joining(ROOM, participant, "presenter", "portal-1");
    }

    JoinOutcome join(String participant) {
        return now(joining(participant));
    }

    JoinOutcome join(String participant, String role) {
        return now(joining(ROOM, participant, role, "portal-1"));
    }

    JoinOutcome joinAt(String at, String participant) {
        return now(joining(ROOM, participant, "presenter", at));
    }

    Outcome leave(String participant) {
        return now(rooms.leave(ROOM, participant));
    }

    Outcome drop(String participant) {
        return now(rooms.drop(ROOM, participant));
    }

    Outcome text(String from, String to, String message) {
        return now(rooms.text(ROOM, from, to, Optional.of(message)));
    }

    List<String> present() {
        return now(rooms.participants(ROOM)).stream()
                .map(ParticipantDetail::participant)
                .map(Participant::id)
                .toList();
    }

    static Participant participant(String id) {
        return new Participant(id, "user of " + id, "presenter");
    }

    /** The answer, which must be there already. */
    static <T> T now(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("not answered yet");
        }
        return future.join();
    }
}
