package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.RoomSnapshot;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens between the steps of a resumption: they are taken in turns of a connection, notifications are not. */
class OutletTest {
    private static final int MOST_BYTES = 2_000;

    private final World world = new World(Map.of(), new ManualAlarms(), Runnable::run);
    private final Protocol protocol = world.protocols().find("1.2").orElseThrow();
    private final FakeClient client = new FakeClient(world.context());
    private final Outlet outlet = new Outlet(
            protocol,
            Place.NONE,
            client.form(),
            (broadcast, socket) ->
                    broadcast.forAll(protocol, Place.NONE, socket.form()).orElseThrow(),
            new Outlet.Bounds(MOST_BYTES, 60_000),
            () -> 0,
            stalled -> {});

    @AfterEach
    void close() {
        world.close();
    }

    private boolean tell(Object message) {
        return outlet.deliver(
                new Broadcast(new Notification.TextReceived("bob", true, Optional.of(message))), ClientSocket::flush);
    }

    private void tellMoreThanIsKept() {
        for (int i = 0; i < 8; i++) {
            tell("x".repeat(900));
        }
    }

    private void tellAnew() {
        outlet.deliver(
                new Broadcast(
                        new Notification.RoomRefreshed(new RoomSnapshot("r", List.of("common"), List.of(), List.of()))),
                ClientSocket::flush);
    }

    @Test
    void tellsTheRoomAnewThoughItCameWhileTheAnswerWasWritten() {
        tell(1);
        tell(2);
        Outlet.Backlog carried = outlet.backlog();
        tellMoreThanIsKept();
        tellAnew();
        outlet.sentAs(carried, client.queue(client.form().ack(1, List.of())));
        client.take();
        outlet.attach(client);
        outlet.resume();

        assertThat(client.take()).singleElement().asString().startsWith("room ");
    }

    @Test
    void knowsThatSomethingIsLostWhereItWasPushedOutBeforeTheConnectionWasOpen() {
        tell("x".repeat(900));
        outlet.sentAs(outlet.backlog(), 1);
        tell("x".repeat(1_500));
        outlet.detach(); // the answer never arrived, and another connection is here

        assertThat(outlet.backlog().whole()).isFalse();
    }

    @Test
    void keepsWhatChangesTheRoomWhereTextsAreGivenUp() {
        tellOfLeaving("bob");
        tellMoreThanIsKept();
        tellOfLeaving("cat");
        tellAnew();
        outlet.attach(client);
        outlet.resume();

        assertThat(client.take())
                .satisfiesExactly(
                        bob -> assertThat(bob).startsWith("participant ").contains("bob"),
                        cat -> assertThat(cat).startsWith("participant ").contains("cat"),
                        room -> assertThat(room).startsWith("room "));
    }

    @Test
    void asksForTheRoomOnceHoweverMuchChangesBeforeItIsTold() {
        tell("x".repeat(1_500));

        assertThat(tell("x".repeat(1_500))).as("opens the gap").isFalse();
        assertThat(tellOfLeaving("bob")).isTrue();
    }

    @Test
    void givesUpTextsThatWereSentBeforeWhatChangesTheRoom() {
        outlet.attach(client);
        tellOfLeaving("bob");
        tellMoreThanIsKept();
        outlet.detach(); // nothing of it has been confirmed

        assertThat(outlet.backlog().missed()).hasSize(1);
        assertThat(outlet.backlog().whole()).isFalse();
    }

    @Test
    void keepsNoMoreThanTheBoundHoweverMuchChanges() {
        for (int i = 0; i < 200; i++) {
            tellOfLeaving("participant-" + i);
        }

        assertThat(outlet.bytes()).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(outlet.hasGap()).isTrue();
    }

    private boolean tellOfLeaving(String participant) {
        return outlet.deliver(new Broadcast(new Notification.ParticipantLeft(participant)), ClientSocket::flush);
    }

    @Test
    void isNotWholeWhereTheRoomIsToldAnew() {
        outlet.attach(client);
        outlet.openGap();
        tellAnew();
        outlet.detach();

        Outlet.Backlog backlog = outlet.backlog();
        assertThat(backlog.missed()).hasSize(1);
        assertThat(backlog.whole()).isFalse();
    }

    @Test
    void isWholeAgainOnceTheRoomHasArrived() {
        outlet.attach(client);
        outlet.openGap();
        tellAnew();
        client.confirm();
        outlet.detach();
        tell("missed");

        assertThat(outlet.backlog().whole()).isTrue();
    }

    @Test
    void countsWhatIsEncodedForEachApartByItsLength() {
        world.install("legacy", new ProtocolLegacy());
        Outlet apart = new Outlet(
                world.protocols().find("legacy").orElseThrow(),
                Place.NONE,
                client.form(),
                (broadcast, socket) -> {
                    throw new AssertionError("nobody is connected");
                },
                new Outlet.Bounds(MOST_BYTES, 60_000),
                () -> 0,
                stalled -> {});
        for (int i = 0; i < 3; i++) {
            apart.deliver(
                    new Broadcast(new Notification.TextReceived("bob", true, Optional.of("x".repeat(900)))),
                    ClientSocket::flush);
        }

        assertThat(apart.hasGap()).isTrue();
    }
}
