package io.patchbay.rest.internal.owt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers signed requests, so that none is taken twice. It never forgets one that could still be taken: when a service has used
 * its share up, its further requests are refused until the oldest are too old; and what this process cannot know, because it was
 * before its start, is refused as well. Thread-safe.
 */
final class ReplayMemory {
    /** The answer to a request. */
    enum Verdict {
        FRESH,
        /** Its time is too far off. */
        STALE,
        /** It was taken before. */
        REPLAYED,
        /** It cannot be remembered. */
        FULL
    }

    private static final Pattern MILLIS = Pattern.compile("(\\d{1,15})(\\.\\d{1,9})?");
    private static final long BUCKET_MILLIS = 5_000;
    private static final int SHARES = 8;
    private static final long START_TOLERANCE_MILLIS = 1_000; // a process takes longer than this to come back

    /** What one service has used, by the time it was stamped with; guarded by itself. */
    private static final class Used {
        private final NavigableMap<Long, LongSet> buckets = new TreeMap<>();
        private int size;
        private boolean dropped;
    }

    private final RequestClock clock;
    private final Map<String, Used> services = new ConcurrentHashMap<>();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong forgottenUpTo;
    private final AtomicLong nextSweep;

    ReplayMemory(RequestClock clock) {
        this.clock = clock;
        this.forgottenUpTo = new AtomicLong(clock.millis() - START_TOLERANCE_MILLIS);
        this.nextSweep = new AtomicLong(clock.millis() + BUCKET_MILLIS);
    }

    /**
     * Judges a request and remembers it.
     *
     * @param windowMillis how far its time may be off; 0 if nothing is checked now
     * @param maxEntries how many requests of one service are remembered; all services together may use eight such shares, and
     *     then each its fair part
     */
    Verdict check(String service, String timestamp, String cnonce, long windowMillis, int maxEntries) {
        long now = clock.millis();
        if (windowMillis == 0) {
            forgottenUpTo.accumulateAndGet(now, Math::max); // should checking be switched on
            return Verdict.FRESH;
        }
        Matcher millis = MILLIS.matcher(timestamp);
        if (!millis.matches()) {
            return Verdict.STALE;
        }
        long stamped = Long.parseLong(millis.group(1));
        if (!clock.isNear(stamped, windowMillis) || stamped <= forgottenUpTo.get()) {
            return Verdict.STALE;
        }
        sweep(clock.millis(), windowMillis);
        return remember(service, stamped, hash(timestamp, cnonce), maxEntries);
    }

    /** How many requests are remembered. */
    long size() {
        return total.get();
    }

    private Verdict remember(String service, long stamped, long request, int maxEntries) {
        while (true) {
            Used used = services.computeIfAbsent(service, added -> new Used());
            synchronized (used) {
                if (used.dropped) {
                    continue; // swept away between look-up and lock
                }
                if (stamped <= forgottenUpTo.get()) {
                    return Verdict.STALE; // forgotten since it was found fresh
                }
                LongSet bucket = used.buckets.computeIfAbsent(stamped / BUCKET_MILLIS, added -> new LongSet());
                if (bucket.contains(request)) {
                    return Verdict.REPLAYED;
                }
                if (isFull(used, maxEntries)) {
                    return Verdict.FULL;
                }
                bucket.add(request);
                used.size++;
                total.incrementAndGet();
                return Verdict.FRESH;
            }
        }
    }

    private boolean isFull(Used used, int maxEntries) {
        long all = (long) SHARES * maxEntries;
        return used.size >= maxEntries || (total.get() >= all && used.size >= all / services.size());
    }

    /** Forgets what is too old to be taken anyway. */
    private void sweep(long now, long windowMillis) {
        long due = nextSweep.get();
        if (now < due || !nextSweep.compareAndSet(due, now + BUCKET_MILLIS)) {
            return;
        }
        long keep = (now - windowMillis) / BUCKET_MILLIS;
        forgottenUpTo.accumulateAndGet(keep * BUCKET_MILLIS - 1, Math::max);
        services.values().removeIf(used -> forget(used, keep));
    }

    /** Answers whether nothing is left. */
    private boolean forget(Used used, long keep) {
        synchronized (used) {
            NavigableMap<Long, LongSet> old = used.buckets.headMap(keep, false);
            int size = old.values().stream().mapToInt(LongSet::size).sum();
            old.clear();
            used.size -= size;
            total.addAndGet(-size);
            used.dropped = used.buckets.isEmpty();
            return used.dropped;
        }
    }

    /** Sixty-four bits of a hash that nobody can aim: two requests share them once in ages, and one is then refused. */
    private static long hash(String timestamp, String cnonce) {
        try {
            byte[] text = (timestamp + "," + cnonce).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text))
                    .getLong();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing); // every Java must have it
        }
    }
}
