package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.ExperimentRun;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A plug-in that is tried decides after the fact, on a twin of the ledger that follows what is recorded. The deciding threads
 * notice nothing but a short look at what was recorded since the last tick. Confined to the ticker, but for the comparisons.
 */
final class Shadow implements Rerun.Listener {
    private final ExperimentRun run;
    private final Ledger ledger;
    private final Twin twin;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicReference<Excerpt> taken = new AtomicReference<>();
    private boolean begun;
    private Segment segment; // null until something was taken
    private int event;
    private long number;

    Shadow(ExperimentRun run, Ledger ledger, Twin twin) {
        this.run = run;
        this.ledger = ledger;
        this.twin = twin;
    }

    /** What is to be watched by the ticker. */
    Ledger guest() {
        return twin.ledger();
    }

    /** Has the plug-in decide what was decided since, unless it still does so with what was before. */
    void tick() {
        if (busy.get() || !run.isOn()) {
            return;
        }
        twin.ledger().turn().doIfFree(twin.ledger()::letGoOfLeases);
        ledger.turn().doIfFree(this::take);
        Excerpt excerpt = taken.getAndSet(null);
        if (excerpt != null) {
            busy.set(true);
            twin.ledger().turn().post(new Rerun(twin, excerpt, this)).whenComplete((done, failed) -> busy.set(false));
        }
    }

    /** Whether nothing is being compared. Thread-safe. */
    boolean isIdle() {
        return !busy.get();
    }

    @Override
    public boolean wants(ScheduleOperation recorded) {
        return run.isOn()
                && run.experiment()
                        .share()
                        .includes(
                                recorded.request().task(),
                                recorded.request().origin().room(),
                                recorded.request().origin().service());
    }

    @Override
    public void decided(ScheduleOperation recorded, Verdict then, Verdict now) {
        if (now.equals(then)) {
            run.answered();
        } else {
            run.differed(difference(recorded, then, now));
        }
    }

    @Override
    public void skipped(long decisions) {
        run.skipped(decisions);
    }

    static Difference difference(ScheduleOperation recorded, Verdict then, Verdict now) {
        String room = recorded.request().origin().room();
        String subject = "task " + recorded.request().task() + (room.isEmpty() ? "" : " of room " + room);
        return new Difference(Instant.ofEpochMilli(recorded.atMillis()), subject, then.toString(), now.toString());
    }

    /** In the ledger's turn. */
    private void take() {
        List<Segment.View> views = ledger.roster().recording().views();
        History history = ledger.turn().history();
        if (!begun) {
            begun = true;
            number = history.count();
        }
        if (history.count() == number || views.isEmpty()) {
            return; // loads may wait until something is decided by them
        }
        Segment.View newest = views.get(views.size() - 1);
        boolean goesOn = newest.segment() == segment;
        boolean goesOver = views.size() > 1 && views.get(0).segment() == segment;
        long oldest = Math.max(number, history.oldest());
        taken.set(new Excerpt(
                goesOn ? List.of(newest) : views,
                goesOn || goesOver ? event : 0,
                number,
                oldest,
                history.remembered(oldest)));
        segment = newest.segment();
        event = newest.count();
        number = history.count();
    }
}
