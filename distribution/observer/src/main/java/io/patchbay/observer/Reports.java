package io.patchbay.observer;

import io.patchbay.support.Threads;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every node each second how the observer is, and soon when somebody has come or gone: however many do, one report is under way and
 * one waits. Each node is told by a thread of its own, so that one that does not answer keeps nobody waiting. Thread-safe.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final long REPORT_MILLIS = 1000;
    private static final long SOON_MILLIS = 50;
    static final long QUIT_MILLIS = 1500; // for all nodes together

    /** @param isDue whether a report waits that will tell what has changed */
    private record Line(NodeClient node, ScheduledExecutorService thread, AtomicBoolean isDue) {
        Line(NodeClient node, ScheduledExecutorService thread) {
            this(node, thread, new AtomicBoolean());
        }
    }

    private final int seats;
    private final Supplier<ScheduledExecutorService> threads;
    private final LongSupplier nanoTime;
    private final Map<URI, String> complaints = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private volatile List<Line> lines = List.of(); // set once, under this object's lock
    private volatile boolean over; // likewise
    private volatile Set<String> taken = Set.of();

    /**
     * Tells nobody yet.
     *
     * @param threads makes one for each node, which this closes
     * @param nanoTime as {@link System#nanoTime}
     */
    Reports(int seats, Supplier<ScheduledExecutorService> threads, LongSupplier nanoTime) {
        this.seats = seats;
        this.threads = threads;
        this.nanoTime = nanoTime;
    }

    /** Begins to tell some nodes, unless it has been over before that; to be called once. */
    synchronized void start(List<NodeClient> nodes) {
        if (over) {
            return;
        }
        lines = nodes.stream().map(node -> new Line(node, threads.get())).toList();
        for (Line line : lines) {
            Future<?> unused =
                    line.thread().scheduleWithFixedDelay(() -> report(line), 0, REPORT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether it has begun to tell nodes. */
    boolean isTelling() {
        return !lines.isEmpty();
    }

    /** Completes when a node has taken it in. */
    CompletableFuture<Void> joined() {
        return joined;
    }

    /** Other seats are taken now. */
    void taken(Set<String> now) {
        taken = now;
        for (Line line : lines) {
            if (!line.isDue().compareAndSet(false, true)) {
                continue;
            }
            try {
                Future<?> unused = line.thread().schedule(() -> report(line), SOON_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException ending) {
                LOG.debug(
                        "{} is not told any more, because this observer ends",
                        line.node().node());
            }
        }
    }

    /** Says to all nodes that it ends, and does not wait long for those that do not answer; to be called once. */
    void quit() {
        synchronized (this) {
            over = true;
        }
        for (Line line : lines) {
            line.thread().execute(() -> quit(line.node()));
            line.thread().shutdown();
        }
        long untilNanos = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(QUIT_MILLIS);
        for (Line line : lines) {
            Threads.close(line.thread(), Duration.ofNanos(Math.max(0, untilNanos - nanoTime.getAsLong())));
        }
    }

    private void report(Line line) {
        if (over) {
            return; // what waits is not to hold up the last word
        }
        NodeClient node = line.node();
        line.isDue().set(false); // before the seats are read: who comes after that is told in another report
        try {
            Set<String> now = taken;
            node.report(Math.min(1.0, (double) now.size() / seats), now);
            joined.complete(null);
            if (complaints.remove(node.node()) != null) {
                LOG.info("{} takes reports again", node.node());
            }
        } catch (IOException failed) {
            String why = String.valueOf(failed.getMessage());
            if (!why.equals(complaints.put(node.node(), why))) {
                LOG.warn("{} took no report: {}", node.node(), why);
            }
        } catch (RuntimeException failed) {
            LOG.error("Unexpected; it is tried again", failed); // else it would never run again
        }
    }

    private static void quit(NodeClient node) {
        try {
            node.quit();
        } catch (IOException gone) {
            LOG.debug("{} was not told that this observer ends", node.node(), gone);
        }
    }
}
