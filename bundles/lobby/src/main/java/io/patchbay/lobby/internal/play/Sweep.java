package io.patchbay.lobby.internal.play;

import io.patchbay.lobby.internal.play.PlayCounters.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks after what has a deadline: who waits is told the position, places whose clients are gone are given up, and starts whose
 * reservation or match is over are forgotten. Confined to the turn.
 */
final class Sweep {
    private static final long TELLING_MILLIS = 250;
    private static final long CHECKING_MILLIS = 1_000;
    private static final long PLAYING_MILLIS = 5_000; // between two questions whether a match is still played
    private static final int CHECKED_AT_ONCE = 2_000;

    private final PlayEngine engine;
    private long toldMillis;
    private long checkedMillis;

    Sweep(PlayEngine engine) {
        this.engine = engine;
    }

    void tick() {
        long now = engine.now();
        if (now - toldMillis >= TELLING_MILLIS) {
            toldMillis = now;
            tellPositions(now);
        }
        if (now - checkedMillis >= CHECKING_MILLIS) {
            checkedMillis = now;
            check(now);
        }
    }

    private void tellPositions(long now) {
        long silence = engine.settings().silenceMillis();
        List<Start> gone = new ArrayList<>();
        engine.line().count(start -> {
            engine.tell(start);
            if (!start.hasListeners() && now - start.heardMillis() >= silence) {
                gone.add(start);
            }
        });
        for (Start start : gone) {
            engine.counters().add(Outcome.ABANDONED);
            engine.end(start);
        }
    }

    private void check(long now) {
        List<Start> due = new ArrayList<>();
        for (Start start : engine.starts().all()) {
            if (due.size() < CHECKED_AT_ONCE && isDue(start, now)) {
                due.add(start);
            }
        }
        for (Start start : due) {
            start.checked(now);
            engine.check(start, there -> {});
        }
    }

    private static boolean isDue(Start start, long now) {
        return switch (start.phase()) {
            case RESERVED -> now >= start.deadlineMillis();
            case PLAYING -> now - start.checkedMillis() >= PLAYING_MILLIS;
            case WAITING, OVER -> false;
        };
    }
}
