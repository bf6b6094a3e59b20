package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.portal.DrainStatus;
import io.patchbay.portal.internal.ManualAlarms;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainageTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final Drainage drainage = new Drainage(world.sessions(), alarms);
    private final AtomicInteger cuts = new AtomicInteger();
    private final FakeClient client = new FakeClient(world.context());

    DrainageTest() {
        drainage.onShut(cuts::incrementAndGet);
        await().until(world.sessions()::isJoined); // on the timer's thread
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void logIn() {
        client.loggedIn(world.tokens().issue("r", "ann", "presenter"));
    }

    @Test
    void takesThePortalOutOfThePlacement() {
        drainage.begin(MINUTE);

        assertThat(world.placement().state()).isEqualTo(1);
    }

    @Test
    void waitsForTheClientsUntilTheDeadline() {
        logIn();
        drainage.begin(MINUTE);
        alarms.advance(MINUTE.toMillis() - 1);

        assertThat(drainage.isShut()).isFalse();
        assertThat(drainage.status()).isEqualTo(new DrainStatus(DrainStatus.State.DRAINING, 1, 1, 0, 1));
    }

    @Test
    void letsNobodyInAndCutsEverybodyOffAtTheDeadline() {
        logIn();
        drainage.begin(MINUTE);
        alarms.advance(MINUTE.toMillis());

        assertThat(drainage.isShut()).isTrue();
        assertThat(cuts).hasValue(1);
    }

    @Test
    void isDrainedOnceNobodyIsConnected() {
        logIn();
        drainage.begin(MINUTE);
        client.cut();

        assertThat(drainage.status()).isEqualTo(new DrainStatus(DrainStatus.State.DRAINED, 1, 0, 1, 60_000));
    }

    @Test
    void takesClientsAgainOnceItIsCancelled() {
        drainage.begin(Duration.ZERO);
        alarms.advance(0);
        drainage.cancel();

        assertThat(drainage.isShut()).isFalse();
        assertThat(world.placement().state()).isEqualTo(2);
        assertThat(drainage.status().state()).isEqualTo(DrainStatus.State.SERVING);
    }

    @Test
    void cutsNobodyOffOnceItIsCancelled() {
        drainage.begin(MINUTE);
        drainage.cancel();
        alarms.advance(MINUTE.toMillis());

        assertThat(cuts).hasValue(0);
    }

    @Test
    void keepsToTheLastDeadlineThatItWasGiven() {
        drainage.begin(MINUTE);
        drainage.begin(MINUTE.multipliedBy(2));
        alarms.advance(MINUTE.toMillis());

        assertThat(cuts).hasValue(0);
        assertThat(drainage.status().leftMillis()).isEqualTo(MINUTE.toMillis());
    }

    @Test
    void refusesADeadlineThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> drainage.begin(Duration.ofDays(2)));
    }
}
