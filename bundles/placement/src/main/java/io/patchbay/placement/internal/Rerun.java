package io.patchbay.placement.internal;

import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.Scheduled;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Makes recorded decisions again, by the plug-ins of a twin. Goes on with the next event where it is interrupted. In the turn of
 * the twin's ledger, on threads that no request waits for.
 */
final class Rerun extends Operation<Boolean> {
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(10); // a candidate may be slow at each of them

    private final Twin twin;
    private final Excerpt excerpt;
    private final Listener listener;
    private final long beginNanos = System.nanoTime();
    private int part;
    private int event;
    private long expected;

    /** Who compares. In the turn of the twin's ledger. */
    interface Listener {
        /** Whether a decision is to be made again. */
        boolean wants(ScheduleOperation recorded);

        /** It was. */
        void decided(ScheduleOperation recorded, Verdict then, Verdict now);

        /** So many could not be. */
        void skipped(long decisions);
    }

    Rerun(Twin twin, Excerpt excerpt, Listener listener) {
        this.twin = twin;
        this.excerpt = excerpt;
        this.listener = listener;
        this.event = excerpt.from();
        this.expected = excerpt.wanted();
    }

    @Override
    Boolean carryOut() {
        for (; part < excerpt.views().size(); part++, event = 0) {
            Segment.View view = excerpt.views().get(part);
            if (event == 0) {
                twin.begin(view.checkpoint());
            }
            for (; event < view.count(); event++) {
                if (view.kind(event) == Segment.DECIDED) {
                    decideAgain((long) view.values()[event]);
                    twin.picked(view.position(event));
                } else {
                    twin.follow(view, event);
                }
            }
        }
        return true;
    }

    @Override
    Boolean busy() {
        return false;
    }

    private void decideAgain(long number) {
        if (number < expected) {
            return;
        }
        Optional<ScheduleOperation> remembered = remembered(number);
        if (remembered.isEmpty() || System.nanoTime() - beginNanos > BOUND_NANOS) {
            listener.skipped(1);
        } else if (listener.wants(remembered.get())) {
            decideAgain(remembered.get());
        }
        if (number > expected) {
            listener.skipped(number - expected);
        }
        expected = number + 1;
    }

    private void decideAgain(ScheduleOperation recorded) {
        Scheduled then = recorded.answer();
        if (then == null || recorded.by().scheduler().equals(Labels.BUILT_IN)) {
            listener.skipped(1);
            return;
        }
        ScheduleOperation again = new ScheduleOperation(twin.ledger(), recorded.request(), this);
        again.begin(TaskTable.NONE, recorded.known(), recorded.atMillis(), recorded.seed());
        Ruling ruling = twin.ledger().decide(again);
        if (again.by().scheduler().equals(Labels.BUILT_IN)) {
            listener.skipped(1);
        } else {
            listener.decided(recorded, Verdict.of(then, recorded.atMillis()), Verdict.of(ruling, again, twin.ledger()));
        }
    }

    private Optional<ScheduleOperation> remembered(long number) {
        long index = number - excerpt.oldest();
        return index >= 0 && index < excerpt.operations().size()
                ? Optional.of((ScheduleOperation) excerpt.operations().get((int) index))
                : Optional.empty();
    }
}
