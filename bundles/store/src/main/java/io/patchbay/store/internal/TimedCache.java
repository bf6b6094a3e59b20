package io.patchbay.store.internal;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Remembers what was read, absence included, for a second at most; a change made here is seen at once. Thread-safe; nothing is
 * read under a lock.
 *
 * @param <V> what is found under a text
 */
final class TimedCache<V> {
    private static final long LIFE_MILLIS = 1000;
    private static final int CAPACITY = 10_000;

    private final Clock clock;
    private final LongSupplier replacements;
    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private long changes; // guarded by entries

    private record Entry<V>(V value, long readAtMillis, long replacement) {}

    /** @param replacements counts how often everything was replaced, which voids what was read before */
    TimedCache(Clock clock, LongSupplier replacements) {
        this.clock = clock;
        this.replacements = replacements;
    }

    V get(String key, Supplier<V> read) {
        Entry<V> known = entries.get(key);
        if (known != null && isFresh(known)) {
            return known.value();
        }
        long changesBefore;
        synchronized (entries) {
            changesBefore = changes;
        }
        long now = clock.millis();
        long replacement = replacements.getAsLong();
        Entry<V> fresh = new Entry<>(read.get(), now, replacement);
        synchronized (entries) {
            if (changes == changesBefore) { // else the value may be from before the change
                makeRoom();
                entries.put(key, fresh);
            }
        }
        return fresh.value();
    }

    /** To be called after a change of what is stored under that key. */
    void forget(String key) {
        synchronized (entries) {
            changes++;
            entries.remove(key);
        }
    }

    /** To be called after a change whose effect on the value is known. */
    void change(String key, UnaryOperator<V> effect) {
        synchronized (entries) {
            changes++;
            entries.computeIfPresent(
                    key,
                    (same, entry) ->
                            new Entry<>(effect.apply(entry.value()), entry.readAtMillis(), entry.replacement()));
        }
    }

    int size() {
        return entries.size();
    }

    private boolean isFresh(Entry<V> entry) {
        return clock.millis() - entry.readAtMillis() < LIFE_MILLIS && entry.replacement() == replacements.getAsLong();
    }

    private void makeRoom() {
        if (entries.size() >= CAPACITY) {
            entries.values().removeIf(entry -> !isFresh(entry));
        }
        if (entries.size() >= CAPACITY) {
            entries.clear();
        }
    }
}
