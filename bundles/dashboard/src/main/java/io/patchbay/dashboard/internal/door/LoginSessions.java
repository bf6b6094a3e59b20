package io.patchbay.dashboard.internal.door;

import io.patchbay.support.RandomIds;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is logged in, in the memory of this node: a restart logs everybody out. Thread-safe. */
public final class LoginSessions {
    private static final int SECRET_BYTES = 32;

    /** A session with the times that end it. Guarded by the sessions' lock. */
    private static final class Held {
        private final LoginSession session;
        private final long openedMillis;
        private long usedMillis;

        Held(LoginSession session, long now) {
            this.session = session;
            this.openedMillis = now;
            this.usedMillis = now;
        }
    }

    private final Clock clock;
    private final int most;
    private final long idleMillis;
    private final long longestMillis;
    private final Map<String, Held> byKey = new LinkedHashMap<>(16, 0.75f, true); // guarded by this; least recent first

    /**
     * Nobody is logged in yet.
     *
     * @param most how many sessions there are at once
     * @param idle how long an unused one lasts
     * @param longest how long one lasts at most
     */
    public LoginSessions(Clock clock, int most, Duration idle, Duration longest) {
        this.clock = clock;
        this.most = most;
        this.idleMillis = idle.toMillis();
        this.longestMillis = longest.toMillis();
    }

    /** Begins a session; where there are as many as may be, the one that was used least recently ends. */
    public synchronized LoginSession open() {
        LoginSession session = new LoginSession(RandomIds.hex(SECRET_BYTES), RandomIds.hex(SECRET_BYTES));
        byKey.put(session.key(), new Held(session, clock.millis()));
        if (byKey.size() > most) {
            byKey.remove(byKey.keySet().iterator().next());
        }
        return session;
    }

    /** The session of a key, which is thereby used; empty if there is none, or if its time is over. */
    public synchronized Optional<LoginSession> use(String key) {
        Optional<Held> held = Optional.ofNullable(byKey.get(key));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        long now = clock.millis();
        boolean over = now - held.get().usedMillis >= idleMillis || now - held.get().openedMillis >= longestMillis;
        if (over) {
            byKey.remove(key);
            return Optional.empty();
        }
        held.get().usedMillis = now;
        return Optional.of(held.get().session);
    }

    /** Ends a session, if there is one. */
    public synchronized void close(String key) {
        byKey.remove(key);
    }
}
