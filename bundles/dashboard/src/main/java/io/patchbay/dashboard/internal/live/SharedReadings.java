package io.patchbay.dashboard.internal.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads each target once in a while, however many pages listen to it. Thread-safe; asks nobody under its lock. */
final class SharedReadings implements Readings {
    private record Shared(CompletableFuture<Reading> reading, long sinceMillis) {}

    private final Readings source;
    private final Clock clock;
    private final long goodForMillis;
    private final Map<String, Shared> byTarget = new HashMap<>(); // guarded by this

    /**
     * Shares what is read from a source.
     *
     * @param goodForMillis how old a reading may be
     */
    SharedReadings(Readings source, Clock clock, long goodForMillis) {
        this.source = source;
        this.clock = clock;
        this.goodForMillis = goodForMillis;
    }

    @Override
    public CompletionStage<Reading> read(String target) {
        CompletableFuture<Reading> mine = new CompletableFuture<>();
        synchronized (this) {
            long now = clock.millis();
            byTarget.values().removeIf(old -> old.reading().isDone() && now - old.sinceMillis() >= goodForMillis);
            Optional<Shared> others = Optional.ofNullable(byTarget.get(target));
            if (others.isPresent()) {
                return others.get().reading();
            }
            byTarget.put(target, new Shared(mine, now));
        }
        source.read(target).whenComplete((reading, failed) -> {
            if (failed == null) {
                mine.complete(reading);
            } else {
                mine.completeExceptionally(failed);
            }
        });
        return mine;
    }
}
