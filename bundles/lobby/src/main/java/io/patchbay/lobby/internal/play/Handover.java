package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.StartState;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.lobby.internal.play.PlayCounters.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives free seats to those who wait, in order of arrival: one try of the line after another, each asking the ledger for one start
 * at a time. Confined to the turn.
 *
 * <p>Where a start gets nothing, none of its kind does, and others go on: they want other servers, or fewer seats. A group that has
 * been overtaken for long enough is overtaken no more: while a server that it can use has a seat free, though not enough of them,
 * nobody of its mode who came later gets any, so that they gather.
 */
final class Handover {
    /** How many starts may be between their coming and their first try beyond those that may wait. */
    static final int IN_FLIGHT = 1_000;

    private static final long FROM_THE_FIRST = -1;

    private final PlayEngine engine;
    private final Set<String> heldBack = new HashSet<>(); // modes, in this try
    private final List<Start> asked = new ArrayList<>(); // those that have to be told something after this try
    private final List<Start> fresh = new ArrayList<>(); // those that came meanwhile
    private boolean running;
    private boolean again;

    Handover(PlayEngine engine) {
        this.engine = engine;
    }

    /** Tries the line, with one that has just been added to it. */
    void runWith(Start start) {
        fresh.add(start);
        run();
    }

    /** Tries the line; if a try is under way, another follows. */
    void run() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        heldBack.clear();
        asked.addAll(fresh);
        fresh.clear();
        next(FROM_THE_FIRST);
    }

    private void next(long after) {
        Optional<Start> next = engine.line().next(after, heldBack);
        if (next.isEmpty()) {
            done();
            return;
        }
        Start start = next.get();
        engine.then(
                engine.placement().schedule(start.ask(engine.settings().reserveMillis())),
                answer -> answered(start, answer));
    }

    private void answered(Start start, Optional<Scheduled> answer) {
        if (answer.isPresent() && answer.get() instanceof Scheduled.Placed placed) {
            reserved(start, placed);
            next(start.arrival());
        } else if (answer.isPresent() && isFull((Scheduled.Refused) answer.get())) {
            start.tried();
            holdBack(start, () -> next(start.arrival()));
        } else {
            notReady();
        }
    }

    private void reserved(Start start, Scheduled.Placed placed) {
        if (!start.is(Start.Phase.WAITING)) { // given up meanwhile
            engine.release(start);
            return;
        }
        boolean waited = start.isTried();
        if (waited) {
            engine.line().served(start, engine.now());
        }
        engine.line().remove(start);
        start.reserved(placed, engine.newTokens(start.kind().seats()));
        engine.starts().given(start);
        engine.counters().add(waited ? Outcome.HANDED_OVER : Outcome.RESERVED);
        engine.tell(start);
    }

    /** Whether waiting helps. */
    private static boolean isFull(Scheduled.Refused refused) {
        return refused.code() == RefusalCode.FULL
                || refused.code() == RefusalCode.NO_MATCH
                || refused.code() == RefusalCode.NO_SCHEDULER;
    }

    private void holdBack(Start start, Runnable then) {
        boolean patient = start.kind().seats() == 1
                || engine.now() - start.arrivedMillis() < engine.settings().groupPatienceMillis();
        if (patient) {
            then.run();
            return;
        }
        engine.then(engine.placement().explain(start.askForOne(engine.settings().reserveMillis())), explanation -> {
            if (explanation.filter(one -> hasSeatsFor(one, start)).isPresent()) {
                heldBack.add(start.kind().mode());
            }
            then.run();
        });
    }

    /** Whether one of them would get a seat, where all of them could sit if it were empty. */
    private static boolean hasSeatsFor(Explanation forOne, Start start) {
        return forOne.outcome() instanceof Scheduled.Placed placed
                && placed.info().seats().orElse(Integer.MAX_VALUE)
                        >= start.kind().seats();
    }

    /** Nothing can be decided: who waits goes on waiting, and who has just come shall come again. */
    private void notReady() {
        asked.addAll(fresh);
        fresh.clear();
        again = false;
        for (Start start : asked) {
            if (start.is(Start.Phase.WAITING) && !start.isTried()) {
                turnAway(start, Outcome.NOT_READY, Refusals.NOT_READY);
            }
        }
        done();
    }

    private void done() {
        running = false;
        giveOutPlaces();
        if (again) {
            again = false;
            run();
        }
    }

    private void giveOutPlaces() {
        List<Start> left = asked.stream()
                .filter(start -> start.is(Start.Phase.WAITING))
                .sorted(Comparator.comparingLong(Start::arrival))
                .toList();
        asked.clear();
        int places = engine.line().size() - left.size() - fresh.size();
        for (Start start : left) {
            if (places >= engine.settings().maxWaiting()) {
                turnAway(start, Outcome.TURNED_AWAY, Refusals.LINE_FULL);
            } else {
                places++;
                start.tried();
                engine.line().place(start);
                engine.counters().add(Outcome.QUEUED);
                engine.tell(start);
            }
        }
    }

    private void turnAway(Start start, Outcome outcome, StartState refusal) {
        engine.counters().add(outcome);
        start.tellAll(refusal);
        engine.end(start);
    }
}
