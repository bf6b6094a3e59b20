package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.api.portal.Timeline;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How sessions are taken back after a restart: who waits for them, what is tried again, and what is told of it. */
class RestorationTest extends RestartCase {
    private World withoutLegacy() {
        World world = new World(Map.of("reconnectionTimeoutMillis", 60_000L), alarms, Runnable::run, data);
        running = Optional.of(world);
        return world;
    }

    private static FakeClient loginWithoutVersion(World world) {
        FakeClient client = new FakeClient(world.context());
        client.say(
                0,
                "login",
                Map.of(
                        "token", world.tokens().issue("r", "old", "presenter"),
                        "userAgent", Map.of("sdk", Map.of("type", "JavaScript", "version", "3.4"))));
        return client;
    }

    /** A room that cannot be entered, and the one who was in it. */
    private FakeClient leaveAndComeBackTo(String refusal, boolean retryable) {
        World before = start();
        FakeClient ann = new FakeClient(before.context());
        login(before, ann);
        before.close();
        World after = start();
        after.rooms().refuse(refusal, retryable);
        return ann;
    }

    @Test
    void hasClientsWaitThatAreFasterThanTheirSessions() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        before.close();
        World after = start();
        FakeClient early = new FakeClient(after.context());
        early.say(1, "relogin", ticket);
        assertThat(early.take()).isEmpty();
        after.restore();
        alarms.advance(200);

        assertThat(early.take().get(0)).startsWith("1 [\"ok\",\"");
    }

    @Test
    void doesNotHaveAClientWaitForTheSessionsOfOthers() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        loginWithoutVersion(before);
        before.close();
        World after = withoutLegacy();
        assertThat(after.restore().blockedBy()).isPresent();

        assertThat(resume(after, ticket).get(0)).startsWith("1 [\"ok\",\"");
    }

    @Test
    void letsNobodyInBeforeThoseWhoWereThereHaveTheirPlaces() {
        World before = start();
        login(before, new FakeClient(before.context()));
        before.close();
        World after = start();
        FakeClient other = new FakeClient(after.context());
        other.login(after.tokens().issue("r", "bob", "presenter"));
        assertThat(other.take()).isEmpty();
        after.restore();

        assertThat(other.take().get(0)).startsWith("0 [\"ok\",");
        assertThat(after.rooms().members("r")).hasSize(2).last().isEqualTo(other.id());
    }

    @Test
    void letsOthersInThoughSomebodyCannotBeTakenBackYet() {
        World before = start();
        loginWithoutVersion(before);
        before.close();
        World after = withoutLegacy();
        after.restore();
        FakeClient other = new FakeClient(after.context());
        other.login(after.tokens().issue("r", "bob", "presenter"));
        assertThat(other.take()).isEmpty();
        alarms.advance(5_000);

        assertThat(other.take().get(0)).startsWith("0 [\"ok\",");
    }

    @Test
    void tellsTheOthersOfSomebodyWhoCannotBeTakenBackThatHeHasLeft() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        FakeClient old = loginWithoutVersion(before);
        before.close();
        World after = withoutLegacy();
        after.restore();
        FakeClient ann = new FakeClient(after.context());
        ann.say(1, "relogin", ticket);
        ann.take();
        alarms.advance(31_000);

        assertThat(ann.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"" + old.id() + "\"}]");
        assertThat(after.rooms().members("r")).hasSize(1);
    }

    @Test
    void triesAgainUntilThereIsAPlacement() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        before.close();
        World after = start();
        after.placement().refuse("cluster manager is not ready.");
        after.restore();
        assertThat(after.rooms().members("r")).isEmpty();
        after.placement().refuseNobody();
        alarms.advance(100);

        assertThat(resume(after, ticket).get(0)).startsWith("1 [\"ok\",\"");
    }

    @Test
    void givesUpInTheEnd() {
        World before = start();
        String ticket = login(before, new FakeClient(before.context()));
        before.close();
        World after = start();
        after.placement().refuse("cluster manager is not ready.");
        Restoration restoration = after.restore();
        assertThat(restoration.blockedBy()).contains("1 sessions are being taken back");
        alarms.advance(31_000);

        assertThat(restoration.blockedBy()).isEmpty();
        assertThat(resume(after, ticket)).contains("1 [\"error\",\"Client does NOT exist\"]");
    }

    @Test
    void remembersOnceThatItWasTakenBackHoweverOftenThatWasTried() {
        FakeClient ann = leaveAndComeBackTo("Joining room failed", true);
        World after = running.orElseThrow();
        after.restore();
        alarms.advance(1_000);
        assertThat(after.sessions().traces().timeline(ann.id())).isEmpty();
        after.rooms().refuseNobody();
        alarms.advance(100);

        Timeline timeline = after.sessions().traces().timeline(ann.id()).orElseThrow();
        assertThat(timeline.moments()).extracting(Timeline.Moment::kind).containsExactly(Timeline.Kind.RESTORED);
    }

    @Test
    void crowdsOutNothingThatIsRememberedWhileItIsTried() {
        leaveAndComeBackTo("Joining room failed", true);
        World after = running.orElseThrow();
        String token = after.tokens().issue("r", "bob", "presenter");
        after.sessions().traces().issued(after.tokens().read(token), "portal-1", alarms.now());
        after.restore();
        alarms.advance(1_000);

        assertThat(after.sessions().traces().timeline(after.tokens().codeOf(token)))
                .isPresent();
    }

    @Test
    void saysWhySomebodyCouldNotBeTakenBack() {
        FakeClient ann = leaveAndComeBackTo("There is no such room", false);
        running.orElseThrow().restore();

        Timeline timeline =
                running.orElseThrow().sessions().traces().timeline(ann.id()).orElseThrow();
        assertThat(timeline.state()).isEqualTo(Timeline.State.OVER);
        assertThat(timeline.moments())
                .extracting(Timeline.Moment::code, Timeline.Moment::detail)
                .containsExactly(tuple("not_restored", "There is no such room"));
    }
}
