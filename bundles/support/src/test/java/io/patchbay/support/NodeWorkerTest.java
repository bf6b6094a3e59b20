package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.testing.ManualTimer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NodeWorkerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final ReportAnswer ACCEPTED = new ReportAnswer.Accepted(1, Set.of());

    private final ManualTimer timer = new ManualTimer();
    private final ScriptedPlacement placement = new ScriptedPlacement();
    private final AtomicReference<Optional<Placement>> service = new AtomicReference<>(Optional.of(placement));
    private final Set<String> revoked = new HashSet<>();
    private double load = 0.25;
    private final NodeWorker worker = new NodeWorker(
            service::get,
            "conference-1@host",
            "conference",
            WorkerInfo.of(0.85, Attributes.NONE),
            () -> load,
            revoked::addAll,
            timer);

    @Test
    void joinsAtOnceWithItsLoad() {
        timer.advance(Duration.ZERO);

        WorkerAnnouncement announcement = placement.lastAnnouncement();
        assertThat(announcement.id()).isEqualTo("conference-1@host");
        assertThat(announcement.purpose()).isEqualTo("conference");
        assertThat(announcement.load()).hasValue(0.25);
        assertThat(announcement.state()).hasValue(WorkerAnnouncement.READY);
        assertThat(announcement.incarnation()).isPresent();
        assertThat(announcement.tasks()).contains(Set.of());
        assertThat(worker.joined()).isTrue();
    }

    @Test
    void reportsItsLoadEverySecondOnceItHasJoined() {
        timer.advance(SECOND.multipliedBy(3));

        assertThat(placement.announcements).hasSize(1);
        assertThat(placement.reports).hasSize(3).allSatisfy(report -> assertThat(report.load())
                .hasValue(0.25));
    }

    @Test
    void keepsTheLoadItStatesWithinBounds() {
        load = 7;
        timer.advance(Duration.ZERO);

        assertThat(placement.lastAnnouncement().load()).hasValue(1.0);
    }

    @Test
    void hasNotJoinedWhileThePlacementIsNotReady() {
        placement.thenAnswers(new ReportAnswer.NotReady());
        timer.advance(Duration.ZERO);
        assertThat(worker.joined()).isFalse();

        timer.advance(TICK);
        assertThat(worker.joined()).isTrue();
    }

    @Test
    void joinsAsSoonAsThereIsAPlacement() {
        service.set(Optional.empty());
        timer.advance(SECOND);
        assertThat(worker.joined()).isFalse();

        service.set(Optional.of(placement));
        timer.advance(TICK);
        assertThat(worker.joined()).isTrue();
    }

    @Test
    void joinsAgainWithAllTasksWhereItIsUnknown() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        worker.pickUp("b");
        worker.layDown("a");

        placement.thenAnswers(new ReportAnswer.Unknown());
        timer.advance(SECOND);
        assertThat(worker.joined()).isFalse();
        timer.advance(TICK);

        assertThat(placement.announcements).hasSize(2);
        assertThat(placement.lastAnnouncement().tasks()).contains(Set.of("b"));
        assertThat(placement.lastAnnouncement().incarnation())
                .isEqualTo(placement.announcements.get(0).incarnation());
    }

    @Test
    void joinsAgainWhereReportsWereLost() {
        timer.advance(Duration.ZERO);

        placement.thenAnswers(new ReportAnswer.Resync(7));
        timer.advance(SECOND.multipliedBy(2));

        assertThat(placement.announcements).hasSize(2);
    }

    @Test
    void tellsOfAPickUpAtOnce() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");

        assertThat(placement.lastReport().pickedUp()).containsExactly("a");
    }

    @Test
    void tellsOfALayDownAtOnce() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        worker.layDown("a");

        assertThat(placement.lastReport().laidDown()).containsExactly("a");
    }

    @Test
    void doesNotLayDownWhatItDoesNotExecute() {
        timer.advance(Duration.ZERO);
        worker.layDown("a");

        assertThat(placement.reports).isEmpty();
    }

    @Test
    void saysEverythingAgainWhereAPickUpDidNotGetThrough() {
        timer.advance(Duration.ZERO);
        placement.thenAnswers(new ReportAnswer.NotReady());
        worker.pickUp("a");
        timer.advance(TICK);

        assertThat(placement.announcements).hasSize(2);
        assertThat(placement.lastAnnouncement().tasks()).contains(Set.of("a"));
        assertThat(worker.joined()).isTrue();
    }

    @Test
    void saysEverythingAgainWhereALayDownFailed() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        placement.thenFails(new IllegalStateException("gone"));
        worker.layDown("a");
        timer.advance(TICK);

        assertThat(placement.lastAnnouncement().tasks()).contains(Set.of());
        assertThat(placement.announcements).hasSize(2);
    }

    @Test
    void saysEverythingAgainWhereAnAnnouncementMayHaveOvertakenAPickUp() {
        CompletableFuture<ReportAnswer> slow = placement.thenWaits();
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        slow.complete(ACCEPTED);
        timer.advance(TICK);

        assertThat(placement.announcements).hasSize(2);
        assertThat(placement.lastAnnouncement().tasks()).contains(Set.of("a"));
    }

    @Test
    void ceasesWhatIsRevoked() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        worker.pickUp("b");

        placement.thenAnswers(new ReportAnswer.Accepted(1, Set.of("a")));
        timer.advance(SECOND);

        assertThat(revoked).containsExactly("a");
        placement.thenAnswers(new ReportAnswer.Unknown());
        timer.advance(SECOND.multipliedBy(2));
        assertThat(placement.lastAnnouncement().tasks()).contains(Set.of("b"));
    }

    @Test
    void doesNotLayDownWhatWasRevoked() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        placement.thenAnswers(new ReportAnswer.Accepted(1, Set.of("a")));
        timer.advance(SECOND);
        placement.reports.clear();

        worker.layDown("a"); // would take it from whoever has it now

        assertThat(placement.reports).isEmpty();
    }

    @Test
    void heedsARevocationInTheAnswerToAPickUp() {
        timer.advance(Duration.ZERO);
        worker.pickUp("a");
        placement.thenAnswers(new ReportAnswer.Accepted(1, Set.of("a")));
        worker.pickUp("b");

        assertThat(revoked).containsExactly("a");
    }

    @Test
    void passesOverARevocationThatIsOlderThanThePickUp() {
        timer.advance(Duration.ZERO);
        CompletableFuture<ReportAnswer> slow = placement.thenWaits();
        timer.advance(SECOND);
        worker.pickUp("a");
        slow.complete(new ReportAnswer.Accepted(1, Set.of("a")));

        assertThat(revoked).isEmpty();
    }

    @Test
    void passesOverARevocationOfWhatItDoesNotExecute() {
        placement.thenAnswers(new ReportAnswer.Accepted(1, Set.of("never")));
        timer.advance(Duration.ZERO);

        assertThat(revoked).isEmpty();
    }

    @Test
    void goesOnAfterAFailure() {
        timer.advance(Duration.ZERO);
        placement.thenFails(new IllegalStateException("away"));
        load = Double.NaN; // refused by the report itself
        timer.advance(SECOND);
        load = 0.5;
        timer.advance(SECOND.multipliedBy(2));

        assertThat(placement.lastReport().load()).hasValue(0.5);
    }

    @Test
    void statesThatItDrains() {
        timer.advance(Duration.ZERO);
        worker.drain(true);

        assertThat(placement.lastReport().state()).hasValue(1);
    }

    @Test
    void quitsWhenClosedAndIsSilentThen() {
        timer.advance(Duration.ZERO);
        worker.close();
        timer.advance(SECOND.multipliedBy(3));

        assertThat(placement.quits).containsExactly("conference-1@host");
        assertThat(placement.reports).isEmpty();
        assertThat(worker.joined()).isFalse();
    }

    @Test
    void quitsAgainWhereItsAnnouncementWasStillUnderWay() {
        CompletableFuture<ReportAnswer> slow = placement.thenWaits();
        timer.advance(Duration.ZERO);
        worker.close();
        slow.complete(ACCEPTED);

        assertThat(placement.quits).hasSize(2);
        assertThat(worker.joined()).isFalse();
    }

    @Test
    void makesIdsOfTheFormThatOwtHas() {
        assertThat(NodeWorker.newId("portal", "1.2.3.4")).matches("portal-[0-9a-f]{20}@1\\.2\\.3\\.4");
    }

    @Test
    void makesValidIdsOfOddHosts() {
        assertThat(NodeWorker.newId("portal", "[fe80::1%eth0]")).satisfies(id -> {
            assertThat(Identifier.isValid(id)).isTrue();
            assertThat(id).endsWith("@fe80::1eth0");
        });
    }
}
