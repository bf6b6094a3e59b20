package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often one installed plug-in broke its contract. Keeps texts only, never what was thrown, because that holds the plug-in's
 * classes. Thread-safe.
 */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final String label;
    private final IntSupplier limit;
    private final Clock clock;
    private final Runnable onLimit;
    private final Map<FaultReason, Long> byReason = new ConcurrentHashMap<>();
    private final AtomicLong countedFrom = new AtomicLong();
    private final AtomicLong nextLineMillis = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong unlogged = new AtomicLong();
    private final AtomicBoolean alarmed = new AtomicBoolean();
    private volatile boolean tooMany;
    private volatile Optional<PluginFault> last = Optional.empty();

    /**
     * @param label of the plug-in, for the log
     * @param limit how many faults are one too many
     * @param onLimit called once, by whoever reports the fault that reaches the limit or finds it passed; must be short
     */
    Faults(String label, IntSupplier limit, Clock clock, Runnable onLimit) {
        this.label = label;
        this.limit = limit;
        this.clock = clock;
        this.onLimit = onLimit;
    }

    void report(FaultReason reason, String text) {
        report(reason, text, Optional.empty());
    }

    void report(Throwable thrown) {
        report(FaultReason.THREW, Reasons.of(thrown), Optional.of(thrown));
    }

    /** Since the plug-in was installed, or they were cleared. */
    long count() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same, apart by what it did; without those of zero. */
    Map<FaultReason, Long> byReason() {
        return Map.copyOf(byReason);
    }

    Optional<PluginFault> last() {
        return last;
    }

    /** Says why the plug-in does not serve, without counting. */
    void note(FaultReason reason, String text) {
        last = Optional.of(new PluginFault(reason, Reasons.line(text)));
    }

    /** Whether there were too many, by what the switchboard has made of them. */
    boolean tooMany() {
        return tooMany;
    }

    void setTooMany(boolean areTooMany) {
        tooMany = areTooMany;
    }

    /** Gives the plug-in as many faults again as a new one has. */
    void forgive() {
        countedFrom.set(count());
        alarmed.set(false); // last: a report in between must not find many faults and no alarm
    }

    /** Begins anew. */
    void clear() {
        byReason.clear(); // first: a report in between must not find many faults counted from none
        countedFrom.set(0);
        alarmed.set(false);
        last = Optional.empty();
    }

    private void report(FaultReason reason, String text, Optional<Throwable> thrown) {
        note(reason, text);
        byReason.merge(reason, 1L, Long::sum);
        long faults = count();
        log(faults, thrown);
        // the limit may have been lowered below what was counted
        if (faults - countedFrom.get() >= limit.getAsInt() && alarmed.compareAndSet(false, true)) {
            onLimit.run();
        }
    }

    private void log(long faults, Optional<Throwable> thrown) {
        long now = clock.millis();
        long next = nextLineMillis.get();
        // a plug-in may fail at every call: one line now and then is enough
        if (now < next || !nextLineMillis.compareAndSet(next, now + BETWEEN_LINES.toMillis())) {
            unlogged.incrementAndGet();
            return;
        }
        LOG.warn(
                "{} broke its contract ({} times, {} of them since the last such line): {}",
                label,
                faults,
                unlogged.getAndSet(0) + 1,
                last.map(PluginFault::text).orElse(""),
                thrown.orElse(null));
    }
}
