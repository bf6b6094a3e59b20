package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PortalSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How fast logins are begun: a token bucket that holds one second's worth, and a queue in which those that it has nothing for wait
 * for their turn. A client that comes back goes first: it never waits, but what it takes is missing for logins, down to a debt of
 * half a second's worth. While nothing is left a tenth of the rate is let in all the same, however long a storm lasts. Thread-safe.
 */
final class Admission {
    private static final double ALLOWED = 0.1; // of the rate
    private static final double IN_TIME =
            0.8; // of the time that a client has to log in: the rest is for the login itself

    private final Supplier<PortalSettings.Values> settings;
    private final Alarms alarms;
    private final RandomGenerator random;
    private final Set<Runnable> waiting = new LinkedHashSet<>(); // guarded by this, like the rest
    private double tokens;
    private double allowance; // what logins may take although there are no tokens
    private long countedAt;
    private boolean alarmed;

    Admission(Supplier<PortalSettings.Values> settings, Alarms alarms, RandomGenerator random) {
        this.settings = settings;
        this.alarms = alarms;
        this.random = random;
        this.tokens = settings.get().loginsPerSecond();
        this.countedAt = alarms.now();
    }

    /** What becomes of a login. */
    sealed interface Verdict {
        /** It begins at once. */
        record Now() implements Verdict {}

        /** It begins later. */
        record Waits() implements Verdict {}

        /** It does not begin: too many wait, so that its turn would not come or come too late. */
        record Refused(long retryAfterMillis) implements Verdict {}
    }

    /**
     * Asks for a login.
     *
     * @param begin begins it later if it has to wait: on the timer's thread, so it must be short
     */
    synchronized Verdict ask(Runnable begin) {
        PortalSettings.Values now = settings.get();
        refill(now.loginsPerSecond());
        if (waiting.isEmpty() && take(now.loginsPerSecond())) {
            return new Verdict.Now();
        }
        double pace = tokens < 0 ? now.loginsPerSecond() * ALLOWED : now.loginsPerSecond();
        double inTime = now.loginTimeoutMillis() / 1_000.0 * IN_TIME * pace;
        if (waiting.size() >= Math.min(now.maxWaitingLogins(), Math.max(1, inTime))) {
            return new Verdict.Refused(spread(1_000 + (long) (waiting.size() * 1_000 / pace)));
        }
        waiting.add(begin);
        ring(now.loginsPerSecond());
        return new Verdict.Waits();
    }

    /** Whoever waited is gone, and needs no turn any more. */
    synchronized void withdraw(Runnable begin) {
        waiting.remove(begin);
    }

    /** How many logins wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** A client has come back. */
    synchronized void resume() {
        int rate = settings.get().loginsPerSecond();
        refill(rate);
        owe(rate);
    }

    /** Not all of those who are told to try again do so at the same moment. */
    long spread(long millis) {
        return millis + random.nextLong(millis);
    }

    private boolean take(int rate) {
        if (tokens >= 1) {
            tokens--;
            return true;
        }
        if (allowance >= 1) {
            allowance--;
            owe(rate);
            return true;
        }
        return false;
    }

    private void owe(int rate) {
        tokens = Math.max(tokens - 1, -rate / 2.0);
    }

    private void refill(int rate) {
        long now = alarms.now();
        double come = (now - countedAt) * (double) rate / 1_000;
        allowance = tokens >= 1 ? 0 : Math.min(Math.max(1, rate * ALLOWED), allowance + come * ALLOWED);
        tokens = Math.min(rate, tokens + come);
        countedAt = now;
    }

    private void ring(int rate) {
        if (!alarmed && !waiting.isEmpty()) {
            alarmed = true;
            double seconds = Math.min((1 - tokens) / rate, (1 - allowance) / (rate * ALLOWED));
            alarms.after(Math.max(1, (long) Math.ceil(seconds * 1_000)), this::goOn);
        }
    }

    private void goOn() {
        List<Runnable> next = new ArrayList<>();
        synchronized (this) {
            alarmed = false;
            int rate = settings.get().loginsPerSecond();
            refill(rate);
            while (!waiting.isEmpty() && take(rate)) {
                Iterator<Runnable> first = waiting.iterator();
                next.add(first.next());
                first.remove();
            }
            ring(rate);
        }
        next.forEach(Runnable::run);
    }
}
