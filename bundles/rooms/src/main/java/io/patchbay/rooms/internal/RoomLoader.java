package io.patchbay.rooms.internal;

import io.patchbay.api.store.Rooms;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads rooms from the database, which blocks, on threads of its own and within a bound. Thread-safe. */
final class RoomLoader {
    static final long PATIENCE_MILLIS = 5000;
    private static final Logger LOG = LoggerFactory.getLogger(RoomLoader.class);

    private final AtomicReference<Optional<Rooms>> store = new AtomicReference<>(Optional.empty());
    private final Executor threads;
    private final ScheduledExecutorService timer;

    RoomLoader(Executor threads, ScheduledExecutorService timer) {
        this.threads = threads;
        this.timer = timer;
    }

    void use(Rooms rooms) {
        store.set(Optional.of(rooms));
    }

    void cease(Rooms rooms) {
        store.updateAndGet(current -> current.filter(used -> used != rooms)); // a successor may be in use already
    }

    boolean ready() {
        return store.get().isPresent();
    }

    /** Completes normally, on any thread, within {@link #PATIENCE_MILLIS}. */
    CompletionStage<Loaded> load(String id) {
        Optional<Rooms> rooms = store.get();
        if (rooms.isEmpty()) {
            return CompletableFuture.completedStage(new Loaded.Failed("there is no database"));
        }
        CompletableFuture<Loaded> loaded = new CompletableFuture<>();
        try {
            threads.execute(() -> loaded.complete(find(rooms.get(), id)));
            Runnable giveUp = () -> loaded.complete(new Loaded.Failed("no answer within " + PATIENCE_MILLIS + " ms"));
            Future<?> tooLate = timer.schedule(giveUp, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return loaded.whenComplete((answer, failed) -> tooLate.cancel(false));
        } catch (RejectedExecutionException busy) {
            return CompletableFuture.completedStage(new Loaded.Failed("there is no thread to load it with"));
        }
    }

    private static Loaded find(Rooms rooms, String id) {
        try {
            return rooms.find(id).<Loaded>map(Loaded.Found::new).orElseGet(Loaded.Missing::new);
        } catch (RuntimeException failed) {
            LOG.warn("Room {} could not be loaded", id, failed);
            return new Loaded.Failed("the database failed");
        }
    }
}
