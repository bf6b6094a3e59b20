package io.patchbay.lobby.internal.login;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what went wrong for each of many keys. The first few failures are free; from then on each makes the next attempt wait, twice as
 * long as the one before, up to a ceiling. A failure is forgotten when nothing has gone wrong for twice the ceiling. Of very many keys the
 * ones that failed longest ago are forgotten. Thread-safe.
 */
final class Failures {
    private static final long FIRST_WAIT_MILLIS = 1_000;
    private static final int MOST_DOUBLINGS = 30;

    private record Entry(int count, long lastMillis, boolean told) {}

    private final int free;
    private final long ceilingMillis;
    private final Map<String, Entry> entries; // guarded by this; in order of their last failure

    /**
     * @param free how many failures make nobody wait
     * @param ceilingMillis the longest wait
     * @param most how many keys are remembered
     */
    Failures(int free, long ceilingMillis, int most) {
        this.free = free;
        this.ceilingMillis = ceilingMillis;
        this.entries = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
                return size() > most;
            }
        };
    }

    /** How long a key has to wait still; 0 if it has not. */
    synchronized long waitMillis(String key, long nowMillis) {
        Entry entry = current(key, nowMillis);
        if (entry.count() < free) {
            return 0;
        }
        long wait = FIRST_WAIT_MILLIS << Math.min(MOST_DOUBLINGS, entry.count() - free);
        return Math.max(0, entry.lastMillis() + Math.min(ceilingMillis, wait) - nowMillis);
    }

    /** Something has gone wrong, or may. */
    synchronized void add(String key, long nowMillis) {
        Entry entry = current(key, nowMillis);
        entries.remove(key); // so that it becomes the last one
        entries.put(key, new Entry(entry.count() + 1, nowMillis, entry.told()));
    }

    /** Whether a key has to wait and has not been told of here before: once, until its failures are forgotten. */
    synchronized boolean isNews(String key, long nowMillis) {
        Entry entry = current(key, nowMillis);
        if (entry.told() || entry.count() < free) {
            return false;
        }
        entries.replace(key, new Entry(entry.count(), entry.lastMillis(), true));
        return true;
    }

    /** It has not gone wrong: nobody waits for it, though what came before it still counts. */
    synchronized void takeBack(String key) {
        entries.computeIfPresent(
                key,
                (same, entry) -> entry.count() <= 1
                        ? null
                        : new Entry(
                                entry.count() - 1,
                                entry.lastMillis(),
                                entry.told() && entry.count() - 1 >= free)); // or nobody waited in the end
    }

    /** Nothing of the key counts any more. */
    synchronized void clear(String key) {
        entries.remove(key);
    }

    synchronized int size() {
        return entries.size();
    }

    private Entry current(String key, long nowMillis) {
        Entry entry = entries.getOrDefault(key, new Entry(0, nowMillis, false));
        return nowMillis - entry.lastMillis() > 2 * ceilingMillis ? new Entry(0, nowMillis, false) : entry;
    }
}
