package io.patchbay.placement.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The calls that were given up and have not returned: as long as they do not, the plug-in breaks its contract anew with every
 * second, whether or not anybody asks for a decision. Confined to the watchdog.
 */
final class CaughtCalls {
    private static final int TICKS = (int) (1000 / Ticker.TICK_MILLIS);

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(CaughtCall caught, WatchedCall watched) {}

    void add(CaughtCall caught, WatchedCall watched) {
        watched.watchAnew();
        entries.add(new Entry(caught, watched));
    }

    /**
     * One tick.
     *
     * @param workNanos how long a thread must have run within the second for its plug-in to be blamed
     * @param blame told of each call that has not returned for one more second
     */
    void tick(long workNanos, Consumer<CaughtCall> blame) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.caught().isOver()) {
                all.remove();
            } else if (entry.watched().isSeenFor(TICKS)) {
                if (entry.watched().isIdleOrWorkedFor(workNanos)
                        || entry.watched().isInNative()) {
                    blame.accept(entry.caught());
                }
                entry.watched().watchAnew();
            }
        }
    }
}
