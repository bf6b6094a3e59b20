package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.rooms.internal.media.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How publications and subscriptions end (owt-server, 6.7 and 7). */
class MediaEndTest extends MediaCase {
    @Test
    void tellsEveryoneOnceThatAStreamIsGone() {
        published("ann", "s1");
        scene.portal.forget();

        assertThat(ask("ann", new MediaRequest.Unpublish("s1"))).isEqualTo(MediaOutcome.DONE);
        assertThat(scene.portal.toldTo("bob")).containsExactly(new Notification.StreamRemoved("s1"));
        assertThat(scene.workers.types()).containsExactly("publish", "unpublish");
        assertThat(scene.placement.unscheduled).hasSize(1);
        assertThat(streams()).isEmpty();
    }

    @Test
    void endsSubscriptionsToAStreamThatIsGone() {
        published("ann", "s1");
        subscribed("bob", "sub1", "s1");
        scene.portal.forget();
        ask("ann", new MediaRequest.Unpublish("s1"));

        assertThat(scene.portal.toldTo("bob"))
                .containsExactly(new Notification.StreamRemoved("s1"), progress("sub1", "error", "Stream s1 is gone"));
        assertThat(scene.workers.types()).contains("unsubscribe");
    }

    @Test
    void endsWhatTheWorkerCannotGoOnWith() {
        published("ann", "s1");
        scene.portal.forget();
        say(WORKER, "s1", "error", "ice failed");

        assertThat(scene.portal.toldTo("ann"))
                .containsExactly(progress("s1", "error", "ice failed"), new Notification.StreamRemoved("s1"));
        assertThat(say(WORKER, "s1", "ready", null)).isFalse();
    }

    @Test
    void endsEverythingOfWhoLeaves() {
        published("ann", "s1");
        scene.portal.forget();
        scene.leave("ann");

        assertThat(scene.portal.toldTo("bob"))
                .containsExactly(new Notification.StreamRemoved("s1"), new Notification.ParticipantLeft("ann"));
        assertThat(scene.workers.types()).containsExactly("publish", "unpublish");
    }

    @Test
    void endsAPublicationWhosePublisherLeftBeforeItsWorkerAnswered() {
        CompletableFuture<Reply> held = scene.workers.hold();
        CompletionStage<MediaOutcome> asked =
                asking("ann", new MediaRequest.Publish("s1", "webrtc", audio("source", "mic")));
        scene.leave("ann");
        held.complete(new Reply.Taken(Optional.empty()));

        assertThat(now(asked)).isEqualTo(new MediaOutcome.Failed("Participant has not joined"));
        assertThat(scene.workers.types()).contains("publish", "unpublish");
        assertThat(streams()).isEmpty();
    }

    @Test
    void tellsTheWorkersWhenTheRoomIsDestroyed() {
        published("ann", "s1");
        now(scene.rooms.destroy(ROOM));

        assertThat(scene.workers.types()).containsExactly("publish", "unpublish");
    }

    private static TaskStatus executedBy(String worker) {
        return new TaskStatus.Found(worker, WorkerInfo.of(0.85, Attributes.NONE), true, 0, true);
    }

    @Test
    void endsWhatAWorkerCarriedThatIsGone() {
        published("ann", "s1");
        scene.placement.find(new TaskStatus.NoSuchTask());
        scene.portal.forget();
        scene.timer.advance(Duration.ofSeconds(10));
        assertThat(streams()).containsExactly("s1"); // it may have reported to another leader only
        scene.timer.advance(Duration.ofSeconds(10));

        assertThat(streams()).isEmpty();
        assertThat(scene.portal.toldTo("ann"))
                .containsExactly(new Notification.StreamRemoved("s1"), progress("s1", "error", "Worker is gone"));
    }

    @Test
    void endsAtOnceWhatAnotherWorkerHas() {
        published("ann", "s1");
        scene.placement.find(executedBy("webrtc-2"));
        scene.timer.advance(Duration.ofSeconds(10));

        assertThat(streams()).isEmpty();
    }

    @Test
    void keepsWhatItsWorkerHasAndWhatNobodyCanTell() {
        published("ann", "s1");
        scene.placement.find(executedBy(WORKER));
        scene.timer.advance(Duration.ofSeconds(60));
        scene.placement.find(new TaskStatus.NotReady());
        scene.timer.advance(Duration.ofSeconds(60));

        assertThat(streams()).containsExactly("s1");
    }
}
