package io.patchbay.dashboard.internal.live;

import io.patchbay.support.Threads;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All pages that listen, and the timer that has them told; it does not run while nobody listens. Thread-safe. */
public final class Listeners implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final int MOST_TARGETS = 12;
    private static final int MOST_CHARACTERS = 1_000;

    private final Sources source;
    private final Readings readings;
    private final Predicate<String> isLoggedIn;
    private final Clock clock;
    private final int most;
    private final long sampleMillis;
    private final ScheduledExecutorService timer = Threads.timer("dashboard");
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private Optional<ScheduledFuture<?>> ticking = Optional.empty(); // guarded by this, like the next
    private boolean closed;

    /**
     * Nobody listens yet.
     *
     * @param isLoggedIn whether the session with a key goes on; a page that listens thereby uses it
     * @param most how many listen at once
     * @param sampleMillis how often what is listened to is read
     */
    public Listeners(Sources source, Predicate<String> isLoggedIn, Clock clock, int most, long sampleMillis) {
        this.source = source;
        this.readings = new SharedReadings(source, clock, sampleMillis / 2);
        this.isLoggedIn = isLoggedIn;
        this.clock = clock;
        this.most = most;
        this.sampleMillis = sampleMillis;
    }

    /** What of a wish to listen cannot be; empty if it can. */
    public Optional<String> refusalOf(List<String> targets) {
        if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
            return Optional.of("A page listens to 1 to " + MOST_TARGETS + " targets, by the parameter watch.");
        }
        return targets.stream()
                .filter(target -> target.length() > MOST_CHARACTERS || !source.has(target))
                .findFirst()
                .map(target -> "Nothing listens to " + target.substring(0, Math.min(80, target.length())) + ".");
    }

    /** Whether as many listen as may. */
    public boolean isFull() {
        return listeners.size() >= most;
    }

    /** Has a page listen; its targets are such as {@link #refusalOf} lets pass. */
    public void begin(HttpServletRequest request, HttpServletResponse response, String session, List<String> targets)
            throws IOException {
        response.setContentType("text/event-stream; charset=utf-8");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that collects would hold events back
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        EventOutlet outlet = new EventOutlet(response.getOutputStream(), context::complete);
        Listener listener = new Listener(session, targets, outlet);
        context.addListener(new WhenGone(outlet));
        listeners.add(listener);
        response.getOutputStream().setWriteListener(outlet);
        run();
    }

    private synchronized void run() {
        if (closed) {
            listeners.forEach(Listener::end);
        } else if (ticking.isEmpty()) {
            ticking = Optional.of(
                    timer.scheduleAtFixedRate(this::tick, 0, Math.min(sampleMillis, 250), TimeUnit.MILLISECONDS));
        }
    }

    /** Looks at who still listens more often than anything is read, so that who has just come waits for nothing. */
    private void tick() {
        try {
            long now = clock.millis();
            listeners.removeIf(Listener::isOver);
            listeners.forEach(listener -> tick(listener, now));
            rest();
        } catch (RuntimeException | LinkageError failed) { // the timer would forget what throws
            LOG.error("Pages that listen could not be told", failed);
        }
    }

    private void tick(Listener listener, long now) {
        try {
            if (isLoggedIn.test(listener.session())) {
                listener.tick(readings, now, sampleMillis);
            } else {
                listener.logOut();
            }
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("A page that listens could not be told", failed);
        }
    }

    private synchronized void rest() {
        if (listeners.isEmpty()) {
            ticking.ifPresent(run -> run.cancel(false));
            ticking = Optional.empty();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        Threads.close(timer, Duration.ofSeconds(1));
        listeners.forEach(Listener::end);
    }

    /** Ends an outlet whose page has gone while there was nothing to write. */
    private record WhenGone(EventOutlet outlet) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            outlet.end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            outlet.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            outlet.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is never begun again
        }
    }
}
