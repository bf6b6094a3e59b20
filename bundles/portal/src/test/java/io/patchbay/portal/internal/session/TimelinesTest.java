package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.portal.Timeline.Moment;
import io.patchbay.api.portal.Timeline.State;
import io.patchbay.api.portal.TimelineQuery;
import io.patchbay.api.store.Token;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a session, from its token to its end. */
class TimelinesTest {
    private static final long KEPT_MILLIS = 300_000;

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(
            Map.of("reconnectionTimeoutMillis", 60_000L, "timelineMillis", KEPT_MILLIS, "maxTimelines", 100),
            alarms,
            Runnable::run);
    private final Traces timelines = world.sessions().traces();
    private final FakeClient ann = new FakeClient(world.context());
    private final String token = world.tokens().issue("r", "Ann", "presenter");

    @AfterEach
    void close() {
        world.close();
    }

    private Timeline timeline(String id) {
        return timelines.timeline(id).orElseThrow();
    }

    private List<Kind> kinds(String id) {
        return timeline(id).moments().stream().map(Moment::kind).toList();
    }

    private Moment last(String id) {
        List<Moment> moments = timeline(id).moments();
        return moments.get(moments.size() - 1);
    }

    private static Token token(String id, String code) {
        return new Token(id, code, "service", "r", "Ann", "presenter", Attributes.NONE, "h:1", false, Long.MAX_VALUE);
    }

    @Test
    void tellsOfALoginStepByStep() {
        ann.login(token);

        assertThat(kinds(ann.id())).containsExactly(Kind.ISSUED, Kind.CLAIMED, Kind.PLACED, Kind.JOINED, Kind.ENTERED);
        assertThat(timeline(ann.id()).state()).isEqualTo(State.IN);
        assertThat(timeline(ann.id()).version()).contains("1.2");
        assertThat(timeline(ann.id()).moments().get(2).detail()).isEqualTo(FakeRooms.WORKER);
    }

    @Test
    void isKnownWhileTheSessionIsOpenHoweverShortlyAnythingElseIs() {
        World brief = new World(
                Map.of("reconnectionTimeoutMillis", 60_000L, "timelineMillis", 0L, "maxTimelines", 0),
                alarms,
                Runnable::run);
        String other = brief.tokens().issue("r", "Bob", "presenter");
        FakeClient bob = new FakeClient(brief.context());
        bob.login(other);

        Traces known = brief.sessions().traces();
        assertThat(known.timeline(bob.id())).isPresent();
        assertThat(known.timeline(brief.tokens().codeOf(other))).isPresent();
        assertThat(known.timelines(TimelineQuery.latest(10))).hasSize(1);
        brief.close();
    }

    @Test
    void isFoundByTheTaskOfThePortalToo() {
        ann.login(token);

        assertThat(timeline(world.tokens().codeOf(token))).isEqualTo(timeline(ann.id()));
    }

    @Test
    void goesOnFromTheTokenThatWasIssuedHere() {
        Token issued = world.tokens().read(token);
        timelines.issued(issued, "portal-1", alarms.now());
        alarms.advance(1_500);

        ann.login(token);

        List<Moment> moments = timeline(ann.id()).moments();
        assertThat(moments.get(0)).isEqualTo(new Moment(1_000_000, Kind.RESERVED, "", "portal-1"));
        assertThat(moments.get(1)).isEqualTo(new Moment(1_000_000, Kind.ISSUED, "", ""));
        assertThat(moments.get(2)).isEqualTo(new Moment(1_001_500, Kind.CLAIMED, "", ""));
    }

    @Test
    void tellsOfATokenThatNobodyHasComeWith() {
        timelines.issued(token("t1", "task-1"), "portal-1", alarms.now());

        assertThat(timeline("task-1").state()).isEqualTo(State.ISSUED);
        assertThat(timeline("task-1").participant()).isEmpty();
    }

    @Test
    void saysWhyAClientWasNotLetIn() {
        world.rooms().refuse("Room is full", true);
        ann.login(token);

        Moment refused = last(world.tokens().codeOf(token));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.code()).isEqualTo("room");
        assertThat(refused.detail()).isEqualTo("Room is full");
    }

    @Test
    void saysThatATokenWasRedeemedBefore() {
        ann.login(token);
        new FakeClient(world.context()).login(token);

        assertThat(last(ann.id())).isEqualTo(new Moment(1_000_000, Kind.TURNED_AWAY, "invalid", "Invalid token"));
        assertThat(timeline(ann.id()).state()).isEqualTo(State.IN);
    }

    @Test
    void tellsOfACutAndTheReturn() {
        String ticket = (String) ann.loggedIn(token).get("reconnectionTicket");
        ann.cut();
        assertThat(timeline(ann.id()).state()).isEqualTo(State.AWAY);
        alarms.advance(2_000);
        new FakeClient(world.context()).say(1, "relogin", ticket);

        assertThat(kinds(ann.id())).endsWith(Kind.AWAY, Kind.BACK);
        assertThat(timeline(ann.id()).state()).isEqualTo(State.IN);
        assertThat(last(ann.id()).atMillis()).isEqualTo(1_002_000);
    }

    @Test
    void saysThatAClientCameBackTooLate() {
        String ticket = (String) ann.loggedIn(token).get("reconnectionTicket");
        ann.cut();
        alarms.advance(61_000);
        new FakeClient(world.context()).say(1, "relogin", ticket);

        assertThat(kinds(ann.id())).endsWith(Kind.AWAY, Kind.LEFT, Kind.NOT_BACK);
        assertThat(last(ann.id()).code()).isEqualTo("unknown");
        assertThat(timeline(ann.id()).state()).isEqualTo(State.OVER);
    }

    @Test
    void saysHowASessionEnded() {
        ann.login(token);
        ann.say(1, "logout");
        FakeClient bob = new FakeClient(world.context());
        bob.login(world.tokens().issue("r", "Bob", "viewer"));
        world.rooms().drop("r", bob.id());

        assertThat(last(ann.id()).code()).isEqualTo("logout");
        assertThat(last(bob.id()).code()).isEqualTo("dropped");
    }

    @Test
    void isKeptForSomeTimeAfterTheEnd() {
        ann.login(token);
        ann.say(1, "logout");

        alarms.advance(KEPT_MILLIS - 1);
        assertThat(timelines.timeline(ann.id())).isPresent();
        alarms.advance(1);
        assertThat(timelines.timeline(ann.id())).isEmpty();
        assertThat(timelines.timelines(TimelineQuery.latest(10))).isEmpty();
    }

    @Test
    void isKeptForAsLongAsTheSessionIsOpen() {
        ann.login(token);
        alarms.advance(10 * KEPT_MILLIS);

        assertThat(kinds(ann.id())).startsWith(Kind.ISSUED, Kind.CLAIMED);
    }

    @Test
    void isForgottenEarlierWhereThereAreTooMany() {
        for (int number = 0; number < 101; number++) {
            timelines.issued(token("t" + number, "task-" + number), "portal-1", alarms.now());
        }

        assertThat(timelines.timeline("task-0")).isEmpty();
        assertThat(timelines.timelines(TimelineQuery.latest(1_000))).hasSize(100);
    }

    @Test
    void staysWithinABoundHoweverOftenAClientComesAndGoes() {
        String ticket = (String) ann.loggedIn(token).get("reconnectionTicket");
        FakeClient client = ann;
        for (int round = 0; round < 100; round++) {
            client.cut();
            client = new FakeClient(world.context());
            client.say(1, "relogin", ticket);
            ticket = ResumeCase.ticketIn(client.take().get(0));
        }

        Timeline timeline = timeline(ann.id());
        assertThat(timeline.moments()).hasSize(64);
        assertThat(timeline.omitted()).isEqualTo(5 + 200 - 64);
        assertThat(kinds(ann.id())).startsWith(Kind.ISSUED, Kind.CLAIMED, Kind.PLACED, Kind.JOINED, Kind.ENTERED);
    }

    @Test
    void areForgottenWholeHoweverManyClientsTriedTheToken() {
        world.rooms().refuse("Room is full", true);
        ann.login(token);
        world.rooms().refuseNobody();
        FakeClient again = new FakeClient(world.context());
        again.login(token);
        again.say(1, "logout");

        assertThat(timelines.timeline(ann.id())).isEmpty();
        alarms.advance(KEPT_MILLIS);
        assertThat(timelines.timeline(again.id())).isEmpty();
        assertThat(timelines.size()).isZero();
    }

    @Test
    void areFoundByWhatTheirNamesHaveInThem() {
        ann.login(token);
        FakeClient bob = new FakeClient(world.context());
        bob.login(world.tokens().issue("other", "Bob", "viewer"));

        assertThat(users(found("", "aNN"))).containsExactly("Ann");
        assertThat(users(found("other", ""))).containsExactly("Bob");
        assertThat(users(found("r", "bob"))).isEmpty();
    }

    @Test
    void comeInTheOrderInWhichSomethingHappened() {
        ann.login(token);
        alarms.advance(10);
        FakeClient bob = new FakeClient(world.context());
        bob.login(world.tokens().issue("r", "Bob", "viewer"));
        alarms.advance(10);
        ann.cut();

        assertThat(users(timelines.timelines(TimelineQuery.latest(10)))).containsExactly("Ann", "Bob");
        assertThat(users(timelines.timelines(TimelineQuery.latest(1)))).containsExactly("Ann");
    }

    @Test
    void keepLittleOfALongName() {
        String loud = world.tokens().issue("r", "x".repeat(1_000), "presenter");
        ann.login(loud);

        assertThat(timeline(ann.id()).user()).hasSize(101).endsWith("…");
    }

    private List<Timeline> found(String room, String text) {
        return timelines.timelines(
                new TimelineQuery(Optional.of(room).filter(id -> !id.isEmpty()), text, EnumSet.allOf(State.class), 10));
    }

    @Test
    void areCountedOnlyIfTheyStandAsIsWanted() {
        ann.login(token);
        ann.say(1, "logout");
        alarms.advance(10);
        new FakeClient(world.context()).login(world.tokens().issue("r", "Bob", "viewer"));

        assertThat(users(timelines.timelines(new TimelineQuery(Optional.empty(), "", Set.of(State.OVER), 1))))
                .containsExactly("Ann");
    }

    @Test
    void areOverHoweverOftenSomebodyTriesToComeBack() {
        String ticket = (String) ann.loggedIn(token).get("reconnectionTicket");
        ann.cut();
        alarms.advance(61_000);
        for (int attempt = 0; attempt < 100; attempt++) {
            new FakeClient(world.context()).say(1, "relogin", ticket);
        }

        assertThat(timeline(ann.id()).state()).isEqualTo(State.OVER);
        assertThat(kinds(ann.id())).hasSize(64).contains(Kind.AWAY, Kind.LEFT).endsWith(Kind.NOT_BACK);
    }

    @Test
    void areKeptForWhoeverIsInWhenAnEarlierLoginWithTheTokenEnds() {
        Trace trace = timelines.claimed(token("t1", "task-1"));
        timelines.opened(trace, "slow", "1.2");
        timelines.opened(trace, "quick", "1.2");
        timelines.closed(trace, "slow");
        alarms.advance(KEPT_MILLIS);

        assertThat(timelines.timeline("quick")).isPresent();
    }

    private static List<String> users(List<Timeline> some) {
        return some.stream().map(Timeline::user).toList();
    }
}
