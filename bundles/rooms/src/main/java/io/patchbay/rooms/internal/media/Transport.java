package io.patchbay.rooms.internal.media;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The connection of a participant with a media worker, which carries its sessions. What is said to the worker goes one message after
 * another. Confined to the room's serial executor.
 */
final class Transport {
    private static final int MOST_WAITING = 64;

    private final String id;
    private final String purpose;
    private final String owner;
    private final String worker;
    private final URI callback;
    private final WorkerCalls calls;
    private CompletionStage<Reply> last = CompletableFuture.completedStage(new Reply.Refused(""));
    private int waiting;

    /** @param worker that was given it */
    Transport(String id, String purpose, String owner, String worker, URI callback, WorkerCalls calls) {
        this.id = id;
        this.purpose = purpose;
        this.owner = owner;
        this.worker = worker;
        this.callback = callback;
        this.calls = calls;
    }

    String id() {
        return id;
    }

    String purpose() {
        return purpose;
    }

    String owner() {
        return owner;
    }

    String worker() {
        return worker;
    }

    /** Asks something of the worker, once it has answered what it was told before; {@link #answered} when the answer is in. */
    CompletionStage<Reply> ask(Map<String, Object> message) {
        if (waiting >= MOST_WAITING) {
            return CompletableFuture.completedStage(new Reply.Refused("Too many requests at once"));
        }
        waiting++;
        return tell(message);
    }

    /** An answer is in. */
    void answered() {
        waiting = Math.max(0, waiting - 1);
    }

    /** Tells the worker something that must not be lost, and is bounded by the number of sessions. */
    CompletionStage<Reply> tell(Map<String, Object> message) {
        last = last.handle((before, failed) -> message).thenCompose(next -> calls.post(worker, callback, next));
        return last;
    }
}
