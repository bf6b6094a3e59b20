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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every node each second how the observer is, and at once when somebody has come or gone. Each node is told by a thread of its own,
 * so that one that does not answer keeps nobody waiting. Thread-safe.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final long REPORT_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private record Line(NodeClient node, ScheduledExecutorService thread) {}

    private final int seats;
    private final Map<URI, String> complaints = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> joined = new CompletableFuture<>();
    private volatile List<Line> lines = List.of();
    private volatile Set<String> taken = Set.of();

    Reports(int seats) {
        this.seats = seats;
    }

    /** Begins to tell some nodes; to be called once. */
    void start(List<NodeClient> nodes) {
        lines = nodes.stream()
                .map(node -> new Line(node, Threads.timer("observer-report")))
                .toList();
        for (Line line : lines) {
            Future<?> unused = line.thread()
                    .scheduleWithFixedDelay(() -> report(line.node()), 0, REPORT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Completes when a node has taken it in. */
    CompletableFuture<Boolean> joined() {
        return joined;
    }

    /** Other seats are taken now. */
    void taken(Set<String> now) {
        taken = now;
        for (Line line : lines) {
            try {
                line.thread().execute(() -> report(line.node()));
            } catch (RejectedExecutionException ending) {
                LOG.debug(
                        "{} is not told any more, because this observer ends",
                        line.node().node());
            }
        }
    }

    /** Says to all nodes that it ends; takes a second at most where one does not answer. */
    void quit() {
        for (Line line : lines) {
            line.thread().execute(() -> quit(line.node()));
            line.thread().shutdown();
        }
        lines.forEach(line -> Threads.close(line.thread(), PATIENCE));
    }

    private void report(NodeClient node) {
        try {
            Set<String> now = taken;
            node.report(Math.min(1.0, (double) now.size() / seats), now);
            joined.complete(true);
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
