package io.patchbay.lobby.internal.session;

import io.patchbay.api.store.SessionRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known of the tokens that were used lately, so that not every use costs a read and a write of the database. Uses are kept here
 * until somebody takes them to be written. Of very many tokens those that were used longest ago are forgotten. Thread-safe.
 */
final class RecentSessions {
    /**
     * What is known of a token.
     *
     * @param record as it was read
     * @param readAt when, in milliseconds
     * @param usedAt when it was used last, as far as is known here
     */
    record Recent(SessionRecord record, long readAt, long usedAt) {}

    private final Map<String, Long> unwritten = new HashMap<>(); // guarded by this
    private final Map<String, Recent> recent; // guarded by this; in order of their last use

    /** @param most how many are known at once */
    RecentSessions(int most) {
        this.recent = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Recent> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<Recent> find(String hash) {
        return Optional.ofNullable(recent.get(hash));
    }

    /** Notes what was read, which may not know the latest use. */
    synchronized Recent read(SessionRecord record, long nowMillis) {
        Optional<Recent> before = find(record.tokenHash());
        long usedAt = Math.max(record.usedAt(), before.map(Recent::usedAt).orElse(0L));
        usedAt = Math.max(usedAt, unwritten.getOrDefault(record.tokenHash(), 0L)); // forgotten, but not written
        Recent now = new Recent(record, nowMillis, usedAt);
        recent.put(record.tokenHash(), now);
        return now;
    }

    /** Notes a use, unless the token was forgotten meanwhile because it is not good any more. */
    synchronized void use(String hash, long nowMillis) {
        Recent before = recent.get(hash);
        if (before != null && before.usedAt() < nowMillis) {
            recent.put(hash, new Recent(before.record(), before.readAt(), nowMillis));
            unwritten.put(hash, nowMillis);
        }
    }

    /** Forgets tokens, and that they were used. */
    synchronized void forget(Predicate<SessionRecord> which) {
        recent.values().removeIf(one -> {
            boolean gone = which.test(one.record());
            if (gone) {
                unwritten.remove(one.record().tokenHash());
            }
            return gone;
        });
    }

    synchronized void forget(String hash) {
        recent.remove(hash);
        unwritten.remove(hash);
    }

    /** The uses that were not taken before. */
    synchronized Map<String, Long> takeUses() {
        Map<String, Long> taken = Map.copyOf(unwritten);
        unwritten.clear();
        return taken;
    }

    /** They could not be written. */
    synchronized void giveBack(Map<String, Long> uses) {
        uses.forEach((hash, usedAt) -> unwritten.merge(hash, usedAt, Math::max));
    }

    synchronized int size() {
        return recent.size();
    }
}
