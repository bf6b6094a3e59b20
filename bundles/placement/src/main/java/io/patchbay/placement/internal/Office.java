package io.patchbay.placement.internal;

import io.patchbay.api.coordination.Leadership;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all ledgers of this node share: threads, settings, the term and the time, which goes on from tick to tick. Thread-safe.
 *
 * <p>Deadlines are of duty time. It stands still while this node does not lead, and while the process is stopped: nobody could
 * pick up a task or report meanwhile.
 */
final class Office {
    private static final long LATE_MILLIS = 1000; // more than any load explains: the process was stopped

    private final Clock clock;
    private final Lanes lanes;
    private final ThreadProbe threads;
    private final AtomicLong joins = new AtomicLong();
    private volatile long wallMillis; // written by the ticker only, like the duty time
    private volatile long dutyMillis;
    private volatile long offDutyMillis; // changes only while the duty time stands still
    private volatile Settings settings;
    private volatile Optional<Term> term = Optional.empty();
    private Optional<Term> lastTerm = Optional.empty(); // guarded by this, like the mark
    private Optional<Leadership> leadership = Optional.empty();

    /** @param clock one that never jumps */
    Office(Clock clock, Lanes lanes, ThreadProbe threads, Settings settings) {
        this.clock = clock;
        this.lanes = lanes;
        this.threads = threads;
        this.settings = settings;
        this.wallMillis = clock.millis();
        this.offDutyMillis = wallMillis;
    }

    /**
     * Goes on to the time that it is. By one thread at a time.
     *
     * @return whether the process was stopped since the last tick
     */
    boolean tick() {
        long now = clock.millis();
        long passed = now - wallMillis;
        wallMillis = now;
        if (passed < LATE_MILLIS && term.isPresent()) {
            long before = dutyMillis;
            dutyMillis = before + passed; // nobody else writes it
        } else {
            long before = offDutyMillis;
            offDutyMillis = before + passed;
        }
        return passed >= LATE_MILLIS;
    }

    /** Milliseconds since the epoch, as of the last tick. */
    long wallMillis() {
        return wallMillis;
    }

    /** The time that deadlines are of, as of the last tick. */
    long dutyMillis() {
        return dutyMillis;
    }

    /** A duty time in milliseconds since the epoch: the same at each tick, so that who is told it again sees that nothing has changed. */
    long wallMillis(long atDutyMillis) {
        return atDutyMillis + offDutyMillis;
    }

    /** Counts joins: the order in which workers of all purposes came. */
    long nextJoin() {
        return joins.incrementAndGet();
    }

    Lanes lanes() {
        return lanes;
    }

    /** Tells what threads do. */
    ThreadProbe threads() {
        return threads;
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
        Optional<Term> last = lastTerm().filter(before -> mark.succeeds(before.epoch()));
        begin(mark, last.map(before -> before.next(epoch)).orElseGet(() -> Term.first(epoch)));
    }

    /** This node is no longer sure to lead by that mark. */
    synchronized void resign(Leadership mark) {
        if (leadership.isPresent() && leadership.get() == mark) { // the next one may be here before this one goes
            leadership = Optional.empty();
            term = Optional.empty();
        }
    }

    private synchronized Optional<Term> lastTerm() {
        return lastTerm;
    }

    private synchronized void begin(Leadership mark, Term first) {
        lastTerm = Optional.of(first);
        term = lastTerm;
        leadership = Optional.of(mark);
    }
}
