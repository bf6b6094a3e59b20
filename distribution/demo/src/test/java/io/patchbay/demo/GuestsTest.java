package io.patchbay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final int LONG = 20_000; // things that happen: more than an hour

    private final List<Someone> everybody = new ArrayList<>();
    private final Set<Integer> rooms = new HashSet<>();
    private final Guests guests = new Guests(
            (name, room) -> {
                rooms.add(room);
                Someone someone = new Someone();
                everybody.add(someone);
                return someone;
            },
            new Random(7));

    private long here() {
        return everybody.stream().filter(someone -> someone.state == State.HERE).count();
    }

    @Test
    void areAboutAsManyAsUsualHoweverLongItGoesOn() throws Exception {
        for (int i = 0; i < LONG; i++) {
            guests.goOn();
            assertThat(here()).isLessThan(2 * Guests.USUALLY);
        }

        assertThat(here()).isGreaterThan(Guests.USUALLY / 3);
        assertThat(rooms).hasSize(Guests.ROOMS.size());
    }

    @Test
    void talkLoseTheirConnectionsComeBackAndLeave() throws Exception {
        for (int i = 0; i < LONG; i++) {
            guests.goOn();
        }

        assertThat(everybody).anyMatch(someone -> someone.said > 0);
        assertThat(everybody).anyMatch(someone -> someone.returns > 0);
        assertThat(everybody).anyMatch(someone -> someone.state == State.GONE);
        assertThat(everybody.stream().filter(someone -> someone.state == State.AWAY))
                .as("who is away comes back soon")
                .hasSizeLessThan(5);
    }

    @Test
    void whoHasBeenRemovedByAnOperatorIsSpokenForOnce() throws Exception {
        for (int i = 0; i < LONG / 10; i++) {
            guests.goOn();
        }
        List<Someone> removed = everybody.stream()
                .filter(someone -> someone.state == State.HERE)
                .toList();
        removed.forEach(someone -> someone.removed = true);

        int failures = 0;
        for (int i = 0; i < LONG; i++) {
            try {
                guests.goOn();
            } catch (StepFailedException unanswered) {
                failures++;
            }
        }

        assertThat(failures).isPositive().isLessThanOrEqualTo(removed.size());
        assertThat(removed).noneMatch(someone -> someone.state == State.HERE);
        assertThat(here()).isGreaterThan(Guests.USUALLY / 3);
    }

    private enum State {
        HERE,
        AWAY,
        GONE
    }

    /** Refuses what cannot be: who is away says nothing, and who is here does not come back. */
    private static final class Someone implements Presence {
        private State state = State.HERE;
        private boolean removed;
        private int said;
        private int returns;

        @Override
        public void say(String text) throws StepFailedException {
            assertThat(state).isEqualTo(State.HERE);
            if (removed) {
                throw new StepFailedException("no answer");
            }
            said++;
        }

        @Override
        public void lose() {
            assertThat(state).isEqualTo(State.HERE);
            state = State.AWAY;
        }

        @Override
        public void comeBack() {
            assertThat(state).isEqualTo(State.AWAY);
            state = State.HERE;
            returns++;
        }

        @Override
        public void leave() {
            assertThat(state).isEqualTo(State.HERE);
            state = State.GONE;
        }
    }
}
