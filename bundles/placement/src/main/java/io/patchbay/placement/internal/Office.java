package io.patchbay.placement.internal;

import io.patchbay.api.coordination.Leadership;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What all ledgers of this node share. Thread-safe. */
final class Office {
    private final Clock clock;
    private final Lanes lanes;
    private final AtomicLong joins = new AtomicLong();
    private volatile Settings settings;
    private volatile Optional<Term> term = Optional.empty();
    private Optional<Term> lastTerm = Optional.empty(); // guarded by this, like what follows
    private Optional<Leadership> leadership = Optional.empty();
    private long resignedMillis;

    /** @param clock one that never jumps */
    Office(Clock clock, Lanes lanes, Settings settings) {
        this.clock = clock;
        this.lanes = lanes;
        this.settings = settings;
    }

    long millis() {
        return clock.millis();
    }

    /** Counts joins: the order in which workers of all purposes came. */
    long nextJoin() {
        return joins.incrementAndGet();
    }

    Lanes lanes() {
        return lanes;
    }

    Settings settings() {
        return settings;
    }

    void settings(Settings now) {
        settings = now;
    }

    /** The term in which this node leads; empty while it does not. */
    Optional<Term> term() {
        return term;
    }

    /** This node leads. */
    void lead(Leadership mark) {
        long epoch = mark.epoch();
        Optional<Term> last = lastTerm();
        boolean goesOn = last.isPresent() && mark.succeeds(last.get().epoch());
        begin(mark, goesOn ? last : Optional.empty(), epoch);
    }

    /** This node is no longer sure to lead by that mark. */
    synchronized void resign(Leadership mark) {
        if (leadership.isPresent() && leadership.get() == mark) { // the next one may be here before this one goes
            leadership = Optional.empty();
            term = Optional.empty();
            resignedMillis = millis();
        }
    }

    private synchronized Optional<Term> lastTerm() {
        return lastTerm;
    }

    private synchronized void begin(Leadership mark, Optional<Term> before, long epoch) {
        long pauseMillis = term.isPresent() ? 0 : millis() - resignedMillis;
        lastTerm = Optional.of(before.isPresent() ? before.get().next(epoch, pauseMillis) : Term.first(epoch));
        term = lastTerm;
        leadership = Optional.of(mark);
    }
}
