package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SticksTest {
    private final Sticks game = new Sticks("m1", List.of("ann", "bob"));

    @Test
    void whoTakesTheLastStickHasWon() {
        take("ann", 3, "bob", 3, "ann", 3, "bob", 1);

        assertThat(game.isOver()).isTrue();
        assertThat(game.state().getString("winner")).isEqualTo("bob");
    }

    @Test
    void playersTakeTurns() {
        assertThat(game.state().getString("turn")).isEqualTo("ann");
        game.take("ann", 1);

        assertThatThrownBy(() -> game.take("ann", 1)).hasMessage("it is the turn of bob");
    }

    @Test
    void nobodyTakesMoreThanThreeOrThanThereAre() {
        assertThatThrownBy(() -> game.take("ann", 4)).hasMessage("take 1 to 3");
        take("ann", 3, "bob", 3, "ann", 3);

        assertThatThrownBy(() -> game.take("bob", 2)).hasMessage("take 1 to 1");
    }

    @Test
    void nobodyMovesAfterTheEnd() {
        take("ann", 3, "bob", 3, "ann", 3, "bob", 1);

        assertThatThrownBy(() -> game.take("ann", 1)).hasMessage("the match is over");
    }

    private void take(Object... moves) {
        for (int i = 0; i < moves.length; i += 2) {
            game.take((String) moves[i], (Integer) moves[i + 1]);
        }
    }
}
