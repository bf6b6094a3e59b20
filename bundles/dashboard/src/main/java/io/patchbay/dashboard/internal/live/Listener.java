package io.patchbay.dashboard.internal.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One page that listens to some targets: each is read when it is due, told if it has changed, and due again later the longer it is.
 * Thread-safe; tells nobody anything under its lock.
 */
final class Listener {
    private static final long BYTES_PER_SECOND = 128 * 1024; // of one target to one page
    private static final long BEAT_MILLIS = 2_000; // the second beat to a page that has gone fails
    private static final long STUCK_MILLIS = 60_000; // for one answer, however long it is and slow the line

    private final String id;
    private final String session;
    private final EventOutlet outlet;
    private Map<String, Watch> watches = Map.of(); // guarded by this
    private long nextBeatMillis; // confined to the timer, like the next
    private OptionalLong progress = OptionalLong.empty();
    private long progressMillis;

    /** What is known of one target. Guarded by its listener. */
    private static final class Watch {
        private Optional<Reading> told = Optional.empty();
        private boolean asked;
        private long dueMillis;
    }

    /**
     * Tells a page, to begin with how it is called here.
     *
     * @param id what the page says to listen to something else
     * @param session the key of its login
     */
    Listener(String id, String session, List<String> targets, EventOutlet outlet) {
        this.id = id;
        this.session = session;
        this.outlet = outlet;
        outlet.send("stream", SentEvent.of("stream", "{\"id\":\"" + id + "\"}"));
        listenTo(targets);
    }

    String id() {
        return id;
    }

    String session() {
        return session;
    }

    /** Listens to these from now on; what it has listened to before it need not be told again. */
    void listenTo(List<String> targets) {
        Map<String, Watch> before;
        synchronized (this) {
            before = watches;
            Map<String, Watch> now = new LinkedHashMap<>();
            targets.forEach(target -> now.put(target, before.getOrDefault(target, new Watch())));
            watches = now;
        }
        before.keySet().stream().filter(target -> !targets.contains(target)).forEach(outlet::drop);
    }

    /** Whether the page has taken nothing for long: its machine sleeps or is cut off, and nothing tells us. Called by the timer. */
    boolean isStuck(long nowMillis) {
        OptionalLong now = outlet.progress();
        if (now.isEmpty() || !now.equals(progress)) {
            progress = now;
            progressMillis = nowMillis;
        }
        return nowMillis - progressMillis >= STUCK_MILLIS;
    }

    /** Its login is over. */
    void logOut() {
        outlet.sendLast(SentEvent.of("over", "{}"));
    }

    /** Tells it nothing more. */
    void end() {
        outlet.end();
    }

    /** Reads what is due; called by the timer. */
    void tick(Readings readings, long nowMillis, long sampleMillis) {
        if (nowMillis >= nextBeatMillis) {
            nextBeatMillis = nowMillis + BEAT_MILLIS;
            outlet.send("beat", SentEvent.of("beat", Long.toString(nowMillis)));
        }
        due(nowMillis).forEach((target, watch) -> readings.read(target)
                .whenComplete((reading, failed) -> tell(
                        target,
                        watch,
                        failed == null ? reading : Reading.of(target, 503, "{\"detail\":\"The node did not answer.\"}"),
                        nowMillis,
                        sampleMillis)));
    }

    private synchronized Map<String, Watch> due(long nowMillis) {
        Map<String, Watch> due = new LinkedHashMap<>();
        watches.forEach((target, watch) -> {
            if (!watch.asked && nowMillis >= watch.dueMillis) {
                watch.asked = true;
                due.put(target, watch);
            }
        });
        return due;
    }

    private void tell(String target, Watch watch, Reading reading, long sinceMillis, long sampleMillis) {
        if (isNews(target, watch, reading)) {
            outlet.send(target, reading.event());
        }
        long pause = reading.event().length * 1_000L / BYTES_PER_SECOND;
        synchronized (this) {
            watch.dueMillis = sinceMillis + Math.max(sampleMillis, pause);
            watch.asked = false; // only now: the next reading must not overtake this one
        }
    }

    /** Whether the page still listens to it, and has not been told. */
    @SuppressWarnings("ReferenceEquality") // a page that listens again is told again
    private synchronized boolean isNews(String target, Watch watch, Reading reading) {
        if (watches.get(target) != watch || watch.told.filter(reading::isSameAs).isPresent()) {
            return false;
        }
        watch.told = Optional.of(reading);
        return true;
    }
}
