package io.patchbay.benchmarks.hotswap;

import static org.assertj.core.api.Assertions.assertThat;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class WatchedMatchTest {
    private final WatchedMatch match = new WatchedMatch("m1", "start-1", "token");
    private final MatchSource.Connection observer = connection();

    private static MatchSource.Connection connection() {
        return new MatchSource.Connection(new EmbeddedChannel());
    }

    @Test
    void countsASecondObserverAsDoubled() {
        assertThat(match.arrive(observer)).isTrue();
        assertThat(match.arrive(connection())).isFalse();

        assertThat(match.doubled()).isEqualTo(1);
    }

    @Test
    void countsAnObserverThatGoesDuringTheMatchAsLost() {
        match.arrive(observer);

        assertThat(match.leave(observer)).isTrue();

        assertThat(match.lost()).isEqualTo(1);
    }

    @Test
    void losesNothingByItsEnd() {
        match.arrive(observer);
        match.end();

        assertThat(match.leave(observer)).isFalse();
        assertThat(match.lost()).isZero();
        assertThat(match.isLeft()).isTrue();
    }

    @Test
    void isNotLeftWhileItsSpectatorStays() {
        Spectator spectator = new Spectator(why -> {});
        match.watch("observer-1", spectator);
        match.end();

        assertThat(match.isLeft()).isFalse();

        spectator.leave(1000, "the match is over");
        assertThat(match.isLeft()).isTrue();
    }

    @Test
    void countsWhatItsSpectatorMisses() {
        Spectator spectator = new Spectator(why -> {});
        match.watch("observer-1", spectator);
        match.tell();
        spectator.hear(Spectator.state("m1", 1));
        match.tell();

        assertThat(match.lost()).isEqualTo(1);
    }

    @Test
    void saysNothingAfterItsEnd() {
        Spectator spectator = new Spectator(why -> {});
        match.watch("observer-1", spectator);
        match.tell();
        spectator.hear(Spectator.state("m1", 1));
        match.end();
        match.tell();

        assertThat(match.lost()).isZero();
    }
}
