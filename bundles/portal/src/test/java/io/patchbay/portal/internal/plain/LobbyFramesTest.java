package io.patchbay.portal.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.LobbyAnswer;
import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.api.lobby.LobbyRequest;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A client of the plain protocol that asks the lobby. */
class LobbyFramesTest {
    private static final String LOGIN =
            "{\"id\":1,\"op\":\"lobby.login\",\"data\":{\"id\":\"ann\",\"password\":\"pw\"}}";
    private static final String ME = "{\"id\":2,\"op\":\"lobby.me\"}";
    private static final LobbyAnswer LOGGED_IN = new LobbyAnswer(200, "{\"token\":\"T1\"}", false);
    private static final LobbyAnswer REFUSED =
            new LobbyAnswer(401, "{\"detail\":\"Log in again.\",\"code\":\"LOGIN_AGAIN\"}", true);

    private final ManualAlarms alarms = new ManualAlarms();
    private final Wire wire = new Wire();
    private final List<LobbyRequest> asked = new ArrayList<>();
    private CompletableFuture<LobbyAnswer> answer = CompletableFuture.completedFuture(new LobbyAnswer(200, "{}", true));
    private Optional<LobbyApi> lobby = Optional.of(request -> {
        asked.add(request);
        return answer;
    });
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 60_000, 1_000, 500, 100_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            socket -> new PlainConnection(
                    socket,
                    (client, auth) -> new NoRoom(),
                    alarms,
                    10_000,
                    new Peer("198.51.100.7", Optional.of("203.0.113.9")),
                    () -> lobby));
    private final EngineSocket socket = server.open(EngineRevision.PLAIN, wire);

    private void say(String frame) {
        socket.arrivals().frame(wire, frame, () -> {});
    }

    private void answers(LobbyAnswer next) {
        answer = CompletableFuture.completedFuture(next);
    }

    @Test
    void asksWithTheClientsAddress() {
        say(LOGIN);

        assertThat(asked)
                .containsExactly(new LobbyRequest(
                        "lobby.login",
                        Map.of("id", "ann", "password", "pw"),
                        "198.51.100.7",
                        Optional.of("203.0.113.9"),
                        Optional.empty()));
    }

    @Test
    void keepsTheTokenOfALogin() {
        answers(LOGGED_IN);
        say(LOGIN);
        say(ME);

        assertThat(wire.sent).first().isEqualTo("{\"id\":1,\"ok\":{\"token\":\"T1\"}}");
        assertThat(asked.get(1).token()).contains("T1");
    }

    @Test
    void takesATokenThatTheClientHasAlready() {
        say("{\"id\":2,\"op\":\"lobby.me\",\"data\":{\"token\":\"T0\",\"fields\":true}}");
        say(ME);

        assertThat(asked).extracting(LobbyRequest::token).containsOnly(Optional.of("T0"));
        assertThat(asked.get(0).data()).containsOnlyKeys("fields");
    }

    @Test
    void asksNothingByTheFormerTokenIfTheNewOneIsNone() {
        say("{\"id\":2,\"op\":\"lobby.me\",\"data\":{\"token\":\"T0\"}}");
        say("{\"id\":3,\"op\":\"lobby.me\",\"data\":{\"token\":5}}");

        assertThat(asked).hasSize(1);
        assertThat(wire.sent).last().isEqualTo("{\"id\":3,\"error\":\"token must be a string\"}");
        say("{\"id\":4,\"op\":\"lobby.me\",\"data\":{\"token\":null}}");
        assertThat(wire.sent).last().isEqualTo("{\"id\":4,\"error\":\"token must be a string\"}");
    }

    @Test
    void tellsAProblemAsErrorAndAdvice() {
        answers(REFUSED);
        say(ME);

        assertThat(wire.sent)
                .containsExactly("{\"id\":2,\"error\":\"Log in again.\","
                        + "\"advice\":{\"detail\":\"Log in again.\",\"code\":\"LOGIN_AGAIN\"}}");
    }

    @Test
    void aClientThatHasLoggedInMayStay() {
        answers(LOGGED_IN);
        say(LOGIN);
        alarms.advance(30_000);

        assertThat(wire.closed).isFalse();
    }

    @Test
    void aClientThatHasNotLoggedInMayNotStay() {
        answers(REFUSED);
        say(LOGIN);
        alarms.advance(10_001);

        assertThat(wire.closed).isTrue();
    }

    @Test
    void aClientWithATokenThatNobodyHasLookedAtMayNotStay() {
        answers(new LobbyAnswer(200, "{}", false));
        say("{\"id\":2,\"op\":\"lobby.sign-up\",\"data\":{\"token\":\"invented\"}}");
        alarms.advance(10_001);

        assertThat(wire.closed).isTrue();
    }

    @Test
    void aClientThatIsRefusedForAnythingButItsTokenMayStay() {
        answers(LOGGED_IN);
        say(LOGIN);
        answers(new LobbyAnswer(401, "{}", false));
        say("{\"id\":2,\"op\":\"lobby.password\",\"data\":{}}");
        alarms.advance(30_000);

        assertThat(wire.closed).isFalse();
    }

    @Test
    void aClientWhoseTokenIsRefusedHasTimeToLogInAgain() {
        answers(LOGGED_IN);
        say(LOGIN);
        answers(REFUSED);
        say(ME);
        alarms.advance(5_000);
        answers(LOGGED_IN);
        say(LOGIN);
        alarms.advance(30_000);

        assertThat(wire.closed).isFalse();
    }

    @Test
    void refusesMoreThanAFewAtOnce() {
        answer = new CompletableFuture<>();
        for (int i = 0; i < 65; i++) {
            say(ME);
        }

        assertThat(asked).hasSize(64);
        assertThat(wire.sent).containsExactly("{\"id\":2,\"error\":\"Too many requests at once\"}");
    }

    @Test
    void saysSoWhileTheLobbyIsNotThere() {
        lobby = Optional.empty();
        say(ME);

        assertThat(wire.sent).containsExactly("{\"id\":2,\"error\":\"The lobby is starting, try again\"}");
    }

    @Test
    void refusesDataThatIsNoObject() {
        say("{\"id\":2,\"op\":\"lobby.me\",\"data\":[1]}");

        assertThat(asked).isEmpty();
        assertThat(wire.sent).containsExactly("{\"id\":2,\"error\":\"data is an object\"}");
    }

    /** Nobody is in it. */
    private static final class NoRoom implements SocketHandler {
        @Override
        public void onEvent(SocketEvent event) {
            throw new IllegalStateException("nothing here is for a room: " + event.name());
        }

        @Override
        public void onDisconnect(String reason) {
            // nobody was in
        }
    }

    /** A WebSocket that takes everything. */
    private static final class Wire implements FrameChannel {
        private final List<String> sent = new ArrayList<>();
        private boolean closed;

        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            packets.forEach(packet -> sent.add(packet.toString()));
            done.run();
        }

        @Override
        public void close(int code, String reason) {
            closed = true;
        }

        @Override
        public void abort() {
            closed = true;
        }
    }
}
