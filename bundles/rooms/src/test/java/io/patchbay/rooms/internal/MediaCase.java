package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.MediaEvent;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;

/** A room of two, and a worker that carries what they publish. */
abstract class MediaCase {
    static final String WORKER = "webrtc-1";
    static final MediaOutcome.Failed UNAUTHORIZED = new MediaOutcome.Failed("unauthorized");
    final Scene scene = new Scene();

    @BeforeEach
    void join() {
        scene.join("ann");
        scene.join("bob");
        scene.placement.place(placed(Optional.of(URI.create("http://127.0.0.1:1/secret"))));
        scene.portal.forget();
    }

    static Scheduled placed(Optional<URI> callback) {
        return new Scheduled.Placed(
                WORKER, new WorkerInfo("", "", 0, false, "", 0.85, Attributes.NONE, callback), 30_000);
    }

    static Attributes audio(String member, String value) {
        return Attributes.of("media", Map.of("tracks", List.of(Map.of("type", "audio", member, value))));
    }

    CompletionStage<MediaOutcome> asking(String participant, MediaRequest request) {
        return scene.rooms.media(ROOM, participant, request);
    }

    MediaOutcome ask(String participant, MediaRequest request) {
        return now(asking(participant, request));
    }

    MediaOutcome publish(String participant, String stream) {
        return ask(participant, new MediaRequest.Publish(stream, "webrtc", audio("source", "mic")));
    }

    MediaOutcome subscribe(String participant, String id, String from) {
        return ask(participant, new MediaRequest.Subscribe(id, "webrtc", audio("from", from)));
    }

    boolean say(String worker, String id, String status, Object data) {
        return now(scene.rooms.mediaEvent(
                ROOM, worker, new MediaEvent(id, status, Optional.ofNullable(data), Optional.empty())));
    }

    void published(String participant, String stream) {
        publish(participant, stream);
        say(WORKER, stream, "ready", null);
    }

    void subscribed(String participant, String id, String from) {
        subscribe(participant, id, from);
        say(WORKER, id, "ready", null);
    }

    static MediaRequest control(String stream, String operation, Object data) {
        return new MediaRequest.ControlStream(stream, List.of(new MediaRequest.Control(operation, Optional.of(data))));
    }

    List<String> streams() {
        return now(scene.rooms.streams(ROOM)).stream()
                .flatMap(stream -> stream.text("id").stream())
                .toList();
    }

    static Notification progress(String id, String status, Object data) {
        return new Notification.Progress(id, status, Optional.ofNullable(data), Optional.empty());
    }
}
