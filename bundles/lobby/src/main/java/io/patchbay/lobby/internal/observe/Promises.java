package io.patchbay.lobby.internal.observe;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The answers that somebody waits for, so that nobody waits for ever when this component ends. Thread-safe. */
final class Promises implements AutoCloseable {
    /** One of them. */
    private static final class Open<T> {
        private final CompletableFuture<T> promise = new CompletableFuture<>();
        private final T otherwise;

        private Open(T otherwise) {
            this.otherwise = otherwise;
        }

        private void end() {
            promise.complete(otherwise);
        }
    }

    private final Set<Open<?>> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param otherwise the answer if there is none until the end */
    <T> CompletableFuture<T> make(T otherwise) {
        Open<T> open = new Open<>(otherwise);
        all.add(open);
        CompletableFuture<T> unused = open.promise.whenComplete((answer, failed) -> all.remove(open));
        if (closed) { // asked after it was put there, or the end could come in between
            open.end();
        }
        return open.promise;
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(all).forEach(Open::end);
    }
}
