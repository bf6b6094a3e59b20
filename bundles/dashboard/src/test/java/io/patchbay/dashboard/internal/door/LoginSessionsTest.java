package io.patchbay.dashboard.internal.door;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginSessionsTest {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final ManualClock clock = new ManualClock();
    private final LoginSessions sessions = new LoginSessions(clock, 2, IDLE, LONGEST);

    @Test
    void aSessionIsFoundByItsKey() {
        LoginSession session = sessions.open();

        assertThat(sessions.use(session.key())).contains(session);
    }

    @Test
    void noOtherKeyFindsOne() {
        LoginSession session = sessions.open();

        assertThat(sessions.use(session.proof())).isEmpty();
    }

    @Test
    void eachHasSecretsOfItsOwn() {
        assertThat(sessions.open()).isNotEqualTo(sessions.open());
    }

    @Test
    void itsTextTellsNoSecret() {
        LoginSession session = sessions.open();

        assertThat(session.toString()).doesNotContain(session.key()).doesNotContain(session.proof());
    }

    @Test
    void oneThatNobodyUsesEnds() {
        LoginSession session = sessions.open();
        clock.advance(IDLE);

        assertThat(sessions.use(session.key())).isEmpty();
    }

    @Test
    void oneThatIsUsedGoesOn() {
        LoginSession session = sessions.open();
        clock.advance(IDLE.minusSeconds(1));
        sessions.use(session.key());
        clock.advance(IDLE.minusSeconds(1));

        assertThat(sessions.use(session.key())).isPresent();
    }

    @Test
    void oneEndsAtTheLatestAfterItsLongestTime() {
        LoginSession session = sessions.open();
        for (long passed = 0; passed < LONGEST.toMinutes(); passed += 20) {
            sessions.use(session.key());
            clock.advance(Duration.ofMinutes(20));
        }

        assertThat(sessions.use(session.key())).isEmpty();
    }

    @Test
    void whereThereAreTooManyTheLeastRecentlyUsedEnds() {
        LoginSession first = sessions.open();
        LoginSession second = sessions.open();
        sessions.use(first.key());
        sessions.open();

        assertThat(sessions.use(second.key())).isEmpty();
        assertThat(sessions.use(first.key())).isPresent();
    }

    @Test
    void oneThatIsClosedIsOver() {
        LoginSession session = sessions.open();
        sessions.close(session.key());

        assertThat(sessions.use(session.key())).isEmpty();
    }
}
