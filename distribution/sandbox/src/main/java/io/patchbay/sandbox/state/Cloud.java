package io.patchbay.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All that the cloud has, in tables. Thread-safe by one lock, which is held for the time of a look or a change in memory and never
 * while anybody waits.
 */
public final class Cloud {
    private static final Logger LOG = Logger.getLogger(Cloud.class.getName());
    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TO_THE_MICROSECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table> tables = new TreeMap<>();
    private final Clock clock;
    private final Duration settling;
    private final ScheduledExecutorService timer;
    private final AtomicLong changes = new AtomicLong();

    /**
     * An empty cloud.
     *
     * @param settling how long a change of state takes
     * @param timer on whose threads changes of state end
     */
    public Cloud(Clock clock, Duration settling, ScheduledExecutorService timer) {
        this.clock = clock;
        this.settling = settling;
        this.timer = timer;
    }

    /** Does what needs the lock. Must not wait for anything. */
    public <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            changes.incrementAndGet(); // whether anything has changed is found out by who writes it down
            lock.unlock();
        }
    }

    /** Does what needs the lock. Must not wait for anything. */
    public void change(Runnable work) {
        locked(() -> {
            work.run();
            return true;
        });
    }

    /** The table of that name, which is made if it is not there. Asked by who holds the lock. */
    public Table table(String name) {
        return tables.computeIfAbsent(name, missing -> new Table());
    }

    /** Does a step when a change of state has had its time; holding no lock. */
    public void afterSettling(Runnable step) {
        try {
            Future<?> unused = timer.schedule(() -> orComplain(step), settling.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.FINE, "sandbox: a step is left for the next start", closing);
        }
    }

    private static void orComplain(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException broken) {
            LOG.log(Level.SEVERE, "sandbox: a change of state did not end", broken);
        }
    }

    /** A new id as most services make them. */
    public String id() {
        return UUID.randomUUID().toString();
    }

    /** A new id as the identity service makes them. */
    public String shortId() {
        return id().replace("-", "");
    }

    /** What time it is. */
    public Instant now() {
        return clock.instant();
    }

    /** What time it is, with seconds and {@code Z}. */
    public String second() {
        return TO_THE_SECOND.format(now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** What time it is, with microseconds and without a zone. */
    public String microsecond() {
        return TO_THE_MICROSECOND.format(now());
    }

    /** A number that grows whenever anything could have changed. */
    long changes() {
        return changes.get();
    }

    /** Everything, as one document. Asked by who holds the lock. */
    ObjectNode document() {
        ObjectNode document = Json.object();
        tables.forEach((name, table) -> document.set(name, Json.object().setAll(table.rows())));
        return document;
    }

    /** Puts such a document in the place of everything. Asked by who holds the lock. */
    void restore(JsonNode document) {
        tables.values().forEach(table -> table.rows().clear()); // services hold on to their tables
        document.properties().forEach(table -> table.getValue().properties().forEach(row -> table(table.getKey())
                .put(row.getKey(), (ObjectNode) row.getValue())));
    }
}
