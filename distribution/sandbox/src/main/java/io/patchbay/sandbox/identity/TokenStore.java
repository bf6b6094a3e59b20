package io.patchbay.sandbox.identity;

import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Service;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that were issued; they are never kept in a file, so that after a restart new ones are needed. Thread-safe. */
public final class TokenStore implements Service.Tokens {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MOST = 20_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Clock clock;

    /** None yet. */
    public TokenStore(Clock clock) {
        this.clock = clock;
    }

    /** Makes one. Of very many the oldest are forgotten. */
    synchronized Caller issue(String user, Optional<String> project, List<String> roles) {
        Instant now = clock.instant();
        Caller caller = new Caller("gAAAAAB" + text(132), user, project, roles, text(16), now, now.plus(LIFE));
        callers.put(caller.token(), caller);
        Iterator<Caller> oldest = callers.values().iterator();
        while (oldest.hasNext()) {
            if (!oldest.next().expires().isBefore(now) && callers.size() <= MOST) {
                break;
            }
            oldest.remove();
        }
        return caller;
    }

    @Override
    public synchronized Optional<Caller> caller(String token) {
        return Optional.ofNullable(callers.get(token))
                .filter(caller -> caller.expires().isAfter(clock.instant()));
    }

    synchronized void revoke(String token) {
        callers.remove(token);
    }

    private String text(int octets) {
        byte[] bytes = new byte[octets];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
