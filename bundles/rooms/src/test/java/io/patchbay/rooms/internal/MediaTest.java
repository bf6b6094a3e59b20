package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Permission;
import io.patchbay.rooms.internal.media.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Publications, subscriptions and the workers that carry them (owt-server, 6.7 and 7). */
class MediaTest extends MediaCase {
    @Test
    void answersAPublicationWithItsIdAndItsTransport() {
        MediaOutcome outcome = publish("ann", "s1");

        Map<?, ?> data = (Map<?, ?>) ((MediaOutcome.Done) outcome).data().orElseThrow();
        assertThat(data.get("id")).isEqualTo("s1");
        assertThat(data.get("transportId")).asString().matches("[0-9a-f]{32}");
    }

    @Test
    void tellsTheWorkerWhatIsPublishedByWhom() {
        publish("ann", "s1");

        Map<String, Object> told = scene.workers.told.get(0);
        assertThat(told)
                .containsEntry("type", "publish")
                .containsEntry("room", ROOM)
                .containsEntry("participant", "ann")
                .containsEntry("id", "s1")
                .containsEntry("description", audio("source", "mic").values())
                .containsKeys("message", "transport");
        assertThat(scene.placement.requests).singleElement().satisfies(request -> {
            assertThat(request.purpose()).isEqualTo("webrtc");
            assertThat(request.task()).isEqualTo(told.get("transport"));
        });
    }

    @Test
    void answersWithTheSchedulersErrorWhereThereIsNoWorker() {
        Scene empty = new Scene();
        empty.join("ann");

        assertThat(now(empty.rooms.media(
                        ROOM, "ann", new MediaRequest.Publish("s1", "webrtc", audio("source", "mic")))))
                .isEqualTo(new MediaOutcome.Failed("Failed in scheduling webrtc worker, reason: none"));
        assertThat(now(empty.rooms.media(ROOM, "ann", new MediaRequest.Unpublish("s1"))))
                .isEqualTo(new MediaOutcome.Failed("Stream does NOT exist"));
    }

    @Test
    void givesAWorkerBackThatCannotBeCalled() {
        scene.placement.place(placed(Optional.empty()));

        assertThat(publish("ann", "s1")).isEqualTo(new MediaOutcome.Failed("Worker webrtc-1 has stated no callback"));
        assertThat(scene.placement.unscheduled).hasSize(1);
    }

    @Test
    void passesOnWhyTheWorkerRefuses() {
        scene.workers.answer(new Reply.Refused("no codec"));

        assertThat(publish("ann", "s1")).isEqualTo(new MediaOutcome.Failed("no codec"));
        assertThat(scene.placement.unscheduled).hasSize(1);
        scene.workers.answer(new Reply.Taken(Optional.empty()));
        assertThat(publish("ann", "s1")).isInstanceOf(MediaOutcome.Done.class);
    }

    @Test
    void tellsThePublisherThatItIsReadyAndEveryoneOfTheStream() {
        publish("ann", "s1");
        assertThat(streams()).isEmpty();
        say(WORKER, "s1", "ready", null);

        assertThat(scene.portal.toldTo("ann")).hasSize(2).first().isEqualTo(progress("s1", "ready", null));
        assertThat(scene.portal.toldTo("bob"))
                .singleElement()
                .isInstanceOfSatisfying(Notification.StreamAdded.class, added -> assertThat(
                                added.stream().values())
                        .containsEntry("id", "s1")
                        .containsEntry("type", "forward")
                        .containsEntry(
                                "media",
                                Map.of(
                                        "tracks",
                                        List.of(Map.of(
                                                "id", "s1-0", "type", "audio", "source", "mic", "status", "active")))));
        assertThat(streams()).containsExactly("s1");
    }

    @Test
    void saysOnceThatItIsReadyHoweverOftenTheWorkerSaysSo() {
        publish("ann", "s1");
        say(WORKER, "s1", "ready", null);
        scene.portal.forget();
        say(WORKER, "s1", "ready", null);

        assertThat(scene.portal.toldTo("bob")).isEmpty();
    }

    @Test
    void takesWhatTheWorkerSaysOfTheTracks() {
        publish("ann", "s1");
        say(
                WORKER,
                "s1",
                "ready",
                Map.of("media", Map.of("tracks", List.of(Map.of("type", "audio", "format", "opus")))));

        assertThat(now(scene.rooms.streams(ROOM)).get(0).values())
                .extractingByKey("media")
                .asString()
                .contains("format=opus");
    }

    @Test
    void showsStreamsToWhoComesLater() {
        published("ann", "s1");

        JoinOutcome.Joined joined = (JoinOutcome.Joined) scene.join("cid");
        assertThat(joined.room().streams()).singleElement().satisfies(stream -> assertThat(stream.text("id"))
                .contains("s1"));
    }

    @Test
    void handsSignalingBackAndForth() {
        publish("ann", "s1");
        scene.portal.forget();
        Map<String, Object> offer = Map.of("type", "offer", "sdp", "v=0");
        Map<String, Object> answer = Map.of("type", "answer", "sdp", "v=0");

        assertThat(ask("ann", new MediaRequest.Signal("s1", new Attributes(offer))))
                .isEqualTo(MediaOutcome.DONE);
        assertThat(scene.workers.told.get(1)).containsEntry("type", "soac").containsEntry("signaling", offer);
        say(WORKER, "s1", "soac", answer);
        assertThat(scene.portal.toldTo("ann")).containsExactly(progress("s1", "soac", answer));
        assertThat(scene.portal.toldTo("bob")).isEmpty();
    }

    @Test
    void keepsTheOrderOfWhatAWorkerIsTold() {
        publish("ann", "s1");
        CompletableFuture<Reply> first = scene.workers.hold();
        CompletionStage<MediaOutcome> one =
                asking("ann", new MediaRequest.Signal("s1", Attributes.of("type", "offer")));
        CompletionStage<MediaOutcome> two =
                asking("ann", new MediaRequest.Signal("s1", Attributes.of("type", "candidate")));

        assertThat(scene.workers.told).hasSize(2);
        first.complete(new Reply.Taken(Optional.empty()));
        assertThat(scene.workers.told).hasSize(3);
        assertThat(now(one)).isEqualTo(MediaOutcome.DONE);
        assertThat(now(two)).isEqualTo(MediaOutcome.DONE);
    }

    @Test
    void boundsWhatWaitsForAWorker() {
        publish("ann", "s1");
        CompletableFuture<?> unused = scene.workers.hold(); // it never answers
        MediaRequest candidate = new MediaRequest.Signal("s1", Attributes.of("type", "candidate"));
        List<CompletionStage<MediaOutcome>> waiting = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            waiting.add(asking("ann", candidate));
        }
        assertThat(waiting).noneMatch(answer -> answer.toCompletableFuture().isDone());
        assertThat(ask("ann", candidate)).isEqualTo(new MediaOutcome.Failed("Too many requests at once"));
    }

    @Test
    void subscribesToAStream() {
        published("ann", "s1");

        assertThat(subscribe("bob", "sub1", "s1")).isInstanceOf(MediaOutcome.Done.class);
        assertThat(scene.workers.types()).containsExactly("publish", "subscribe");
        scene.portal.forget();
        say(WORKER, "sub1", "ready", null);
        assertThat(scene.portal.toldTo("bob")).containsExactly(progress("sub1", "ready", null));
        assertThat(scene.portal.toldTo("ann")).isEmpty();
    }

    @Test
    void subscribesToNothingThatIsNotThere() {
        publish("ann", "s1"); // not ready yet

        assertThat(subscribe("bob", "sub1", "s1"))
                .isEqualTo(new MediaOutcome.Failed("Target audio stream does NOT satisfy: s1"));
    }

    @Test
    void letsNobodyDoWhatItMayNot() {
        Permission none = new Permission(new Permission.Media(false, true), new Permission.Media(false, true));
        published("ann", "s1");
        now(scene.rooms.permit(ROOM, "bob", before -> none));

        assertThat(publish("bob", "s2")).isEqualTo(UNAUTHORIZED);
        assertThat(subscribe("bob", "sub1", "s1")).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void letsNobodyTouchWhatIsAnothers() {
        published("ann", "s1");
        subscribed("ann", "sub1", "s1");

        assertThat(ask("bob", new MediaRequest.Unpublish("s1"))).isEqualTo(UNAUTHORIZED);
        assertThat(ask("bob", control("s1", "pause", "audio"))).isEqualTo(UNAUTHORIZED);
        assertThat(ask("bob", new MediaRequest.Unsubscribe("sub1")))
                .isEqualTo(new MediaOutcome.Failed("Subscription does NOT exist"));
        assertThat(ask("bob", new MediaRequest.Signal("s1", Attributes.of("type", "offer"))))
                .isEqualTo(new MediaOutcome.Failed("Session does NOT exist"));
    }

    @Test
    void letsNoOtherWorkerSpeak() {
        publish("ann", "s1");
        scene.portal.forget();

        assertThat(say("webrtc-2", "s1", "ready", null)).isFalse();
        assertThat(say(WORKER, "nothing", "ready", null)).isFalse();
        assertThat(scene.portal.toldTo("ann")).isEmpty();
    }

    @Test
    void tellsEveryoneThatATrackIsSilent() {
        published("ann", "s1");
        scene.portal.forget();

        assertThat(ask("ann", control("s1", "pause", "av"))).isEqualTo(MediaOutcome.DONE);
        assertThat(scene.portal.toldTo("bob"))
                .containsExactly(new Notification.StreamUpdated("s1", "audio.status", "inactive"));
        assertThat(now(scene.rooms.streams(ROOM)).get(0).values())
                .extractingByKey("media")
                .asString()
                .contains("status=inactive");
    }

    @Test
    void passesOnWhatTheWorkerAnswersToAControl() {
        published("ann", "s1");
        scene.workers.answer(new Reply.Taken(Optional.of(Map.of("region", "1"))));

        assertThat(ask("ann", control("s1", "get-region", "common")))
                .isEqualTo(new MediaOutcome.Done(Optional.of(Map.of("region", "1"))));
    }

    @Test
    void stopsAtTheFirstControlThatFails() {
        published("ann", "s1");
        scene.workers.answer(new Reply.Refused("no such view"));
        var mix = new MediaRequest.Control("mix", Optional.of("common"));

        assertThat(ask("ann", new MediaRequest.ControlStream("s1", List.of(mix, mix))))
                .isEqualTo(new MediaOutcome.Failed("no such view"));
        assertThat(scene.workers.types()).containsExactly("publish", "stream-control");
    }

    @Test
    void sharesATransportAmongTheSessionsOfOne() {
        Map<?, ?> first =
                (Map<?, ?>) ((MediaOutcome.Done) publish("ann", "s1")).data().orElseThrow();
        Attributes onTheSame = new Attributes(Map.of(
                "media", Map.of("tracks", List.of()),
                "transport", Map.of("type", "webrtc", "id", first.get("transportId"))));

        assertThat(ask("ann", new MediaRequest.Publish("s2", "webrtc", onTheSame)))
                .isInstanceOf(MediaOutcome.Done.class);
        assertThat(scene.placement.requests).hasSize(1);
        assertThat(ask("bob", new MediaRequest.Publish("s3", "webrtc", onTheSame)))
                .isEqualTo(UNAUTHORIZED);
        ask("ann", new MediaRequest.Unpublish("s1"));
        assertThat(scene.placement.unscheduled).isEmpty();
        ask("ann", new MediaRequest.Unpublish("s2"));
        assertThat(scene.placement.unscheduled).hasSize(1);
    }

    @Test
    void boundsTheSessionsOfOne() {
        for (int i = 0; i < 64; i++) {
            publish("ann", "s" + i);
        }

        assertThat(publish("ann", "more")).isEqualTo(new MediaOutcome.Failed("Too many requests at once"));
        assertThat(publish("bob", "s-bob")).isInstanceOf(MediaOutcome.Done.class);
    }

    @Test
    void doesNothingForWhoIsNotThere() {
        assertThat(publish("nobody", "s1")).isEqualTo(new MediaOutcome.Failed("Participant has not joined"));
    }

    @Test
    void tellsWhatOneMayDoFromNowOn() {
        Permission less = new Permission(new Permission.Media(false, false), Permission.ALL.subscribe());
        assertThat(now(scene.rooms.permit(ROOM, "bob", before -> less))
                        .orElseThrow()
                        .permission())
                .isEqualTo(less);

        assertThat(scene.portal.toldTo("bob")).containsExactly(new Notification.PermissionChanged(less));
        assertThat(scene.portal.toldTo("ann")).isEmpty();
        assertThat(now(scene.rooms.permit(ROOM, "nobody", before -> less))).isEmpty();
    }

    @Test
    void heedsALimitThatWasChangedAtRunTime() {
        scene.store.add(ROOM, 2);
        now(scene.rooms.reload(ROOM));

        assertThat(scene.join("cid")).isEqualTo(new JoinOutcome.Refused("Room is full", true));
        assertThat(scene.present()).containsExactly("ann", "bob");
        scene.store.add(ROOM, 3);
        now(scene.rooms.reload(ROOM));
        assertThat(scene.join("cid")).isInstanceOf(JoinOutcome.Joined.class);
    }
}
