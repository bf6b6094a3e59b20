package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineServerTest {
    private static final EngineSettings SETTINGS =
            new EngineSettings(25_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000);

    private final EngineServer server = new EngineServer(
            () -> SETTINGS, () -> 2, new InputBudget(() -> 1_000_000), new ManualAlarms(), Runnable::run, Echo::new);

    private Optional<EngineError> check(String method, String revision, String transport, String sid, boolean upgrade) {
        return server.check(new EngineRequest(
                method,
                EngineRevision.asked(revision, false),
                transport,
                sid.isEmpty() ? Optional.empty() : Optional.of(sid),
                upgrade));
    }

    @Test
    void acceptsAHandshakeOnEitherTransport() {
        assertThat(check("GET", "4", "polling", "", false)).isEmpty();
        assertThat(check("GET", "4", "websocket", "", true)).isEmpty();
    }

    @Test
    void refusesARevisionThatIsMissingOrUnknown() {
        assertThat(check("GET", "", "polling", "", false)).contains(EngineError.UNSUPPORTED_VERSION);
        assertThat(check("GET", "abc", "polling", "", false)).contains(EngineError.UNSUPPORTED_VERSION);
        assertThat(check("GET", "abc", "websocket", "", true)).contains(EngineError.UNSUPPORTED_VERSION);
    }

    @Test
    void refusesATransportThatIsMissingOrUnknown() {
        assertThat(check("GET", "4", "", "", false)).contains(EngineError.TRANSPORT_UNKNOWN);
        assertThat(check("GET", "4", "abc", "", false)).contains(EngineError.TRANSPORT_UNKNOWN);
    }

    @Test
    void refusesAHandshakeByAnotherMethodThanGet() {
        assertThat(check("POST", "4", "polling", "", false)).contains(EngineError.BAD_HANDSHAKE_METHOD);
        assertThat(check("PUT", "4", "polling", "", false)).contains(EngineError.BAD_HANDSHAKE_METHOD);
    }

    @Test
    void refusesAWebSocketThatIsNone() {
        assertThat(check("GET", "4", "websocket", "", false)).contains(EngineError.BAD_REQUEST);
    }

    @Test
    void refusesASessionThatIsUnknown() {
        assertThat(check("GET", "4", "polling", "nobody", false)).contains(EngineError.SESSION_UNKNOWN);
        assertThat(check("GET", "4", "websocket", "nobody", true)).contains(EngineError.SESSION_UNKNOWN);
    }

    @Test
    void refusesMoreSessionsThanConfigured() {
        server.open(EngineRevision.V4, new FakeChannel());
        server.open(EngineRevision.V4, new FakeChannel());

        assertThat(check("GET", "4", "polling", "", false)).contains(EngineError.UNAVAILABLE);
    }

    @Test
    void takesLeaveOfEveryoneAndCutsThoseWhoStay() {
        FakeChannel channel = new FakeChannel();
        server.open(EngineRevision.V4, channel);

        server.close(Duration.ofMillis(10));

        assertThat(channel.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
        assertThat(channel.isAborted()).isTrue();
        assertThat(server.size()).isZero();
        assertThat(check("GET", "4", "polling", "", false)).contains(EngineError.UNAVAILABLE);
    }
}
