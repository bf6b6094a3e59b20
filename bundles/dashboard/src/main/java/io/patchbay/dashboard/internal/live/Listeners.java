package io.patchbay.dashboard.internal.live;

import io.patchbay.support.RandomIds;
import io.patchbay.support.Threads;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pages that listen, and the timer that has them told; it does not run while nobody listens. Thread-safe. */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int ID_BYTES = 16;
    private static final long LONGEST_TICK_MILLIS = 250;

    private final Readings readings;
    private final Predicate<String> isLoggedIn;
    private final Clock clock;
    private final int most;
    private final long sampleMillis;
    private final ScheduledExecutorService timer = Threads.timer("dashboard");
    private final Map<String, Listener> listeners = new LinkedHashMap<>(); // guarded by this, like the rest
    private Optional<ScheduledFuture<?>> ticking = Optional.empty();
    private boolean ticksSoon;
    private boolean closed;

    /**
     * Nobody listens yet.
     *
     * @param isLoggedIn whether the session with a key goes on; a page that listens thereby uses it
     * @param most how many listen at once
     * @param sampleMillis how often what is listened to is read
     */
    public Listeners(Sources source, Predicate<String> isLoggedIn, Clock clock, int most, long sampleMillis) {
        this.readings = new SharedReadings(source, clock, sampleMillis / 2);
        this.isLoggedIn = isLoggedIn;
        this.clock = clock;
        this.most = most;
        this.sampleMillis = sampleMillis;
    }

    /**
     * Has a page listen.
     *
     * @param session the key of its login
     * @param targets such as {@link Wishes} lets pass
     * @return false, with nothing done, if as many listen as may
     */
    public boolean begin(HttpServletRequest request, HttpServletResponse response, String session, List<String> targets)
            throws IOException {
        String id = RandomIds.hex(ID_BYTES);
        EventOutlet outlet = new EventOutlet(() -> leave(id));
        if (!enter(new Listener(id, session, targets, outlet))) {
            return false;
        }
        try {
            response.setContentType("text/event-stream; charset=utf-8");
            response.setHeader("X-Accel-Buffering", "no"); // a proxy that collects would hold events back
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            outlet.open(context, response.getOutputStream());
        } catch (IOException | RuntimeException failed) {
            leave(id);
            throw failed;
        }
        return true;
    }

    /**
     * Has a page listen to something else.
     *
     * @param id what the page was told that it is called
     * @param session the key of its login
     * @param targets such as {@link Wishes} lets pass
     * @return false if no such page of that login listens
     */
    public boolean change(String id, String session, List<String> targets) {
        Optional<Listener> listener = listener(id).filter(one -> one.session().equals(session));
        if (listener.isEmpty()) {
            return false;
        }
        listener.get().listenTo(targets);
        tickSoon();
        return true;
    }

    /** Looks and counts in one step: of pages that come at once no more get in than may. */
    private synchronized boolean enter(Listener listener) {
        if (closed || listeners.size() >= most) {
            return false;
        }
        listeners.put(listener.id(), listener);
        if (ticking.isEmpty()) {
            long period = Math.min(sampleMillis, LONGEST_TICK_MILLIS);
            ticking = Optional.of(timer.scheduleAtFixedRate(this::tick, 0, period, TimeUnit.MILLISECONDS));
        }
        return true;
    }

    private synchronized void leave(String id) {
        listeners.remove(id);
        if (listeners.isEmpty()) {
            ticking.ifPresent(run -> run.cancel(false));
            ticking = Optional.empty();
        }
    }

    private synchronized Optional<Listener> listener(String id) {
        return Optional.ofNullable(listeners.get(id));
    }

    /** Has who wants something else told at once; one that waits already is enough for all. */
    private synchronized void tickSoon() {
        if (!closed && !ticksSoon) {
            ticksSoon = true;
            timer.execute(this::tickOnce);
        }
    }

    private void tickOnce() {
        synchronized (this) {
            ticksSoon = false; // what is wished from now on may not be seen by this one
        }
        tick();
    }

    private synchronized List<Listener> all() {
        return List.copyOf(listeners.values());
    }

    private void tick() {
        long now = clock.millis();
        all().forEach(listener -> tick(listener, now));
    }

    private void tick(Listener listener, long now) {
        try {
            if (listener.isStuck(now)) {
                listener.end();
            } else if (isLoggedIn.test(listener.session())) {
                listener.tick(readings, now, sampleMillis);
            } else {
                listener.logOut();
            }
        } catch (RuntimeException | LinkageError failed) { // the timer would forget what throws
            LOG.error("A page that listens could not be told", failed);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Threads.close(timer, Duration.ofSeconds(1));
        all().forEach(Listener::end);
    }
}
