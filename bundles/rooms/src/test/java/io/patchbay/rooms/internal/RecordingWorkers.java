package io.patchbay.rooms.internal;

import io.patchbay.rooms.internal.media.Reply;
import io.patchbay.rooms.internal.media.WorkerCalls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Media workers that remember what they are told, and take it unless the test says otherwise. Confined to its test. */
final class RecordingWorkers implements WorkerCalls {
    final List<Map<String, Object>> told = new ArrayList<>();
    private Reply reply = new Reply.Taken(Optional.empty());
    private Optional<CompletableFuture<Reply>> held = Optional.empty();

    void answer(Reply next) {
        reply = next;
    }

    /** The next message is answered when the returned future is. */
    CompletableFuture<Reply> hold() {
        held = Optional.of(new CompletableFuture<>());
        return held.get();
    }

    /** The types of what was told, in order. */
    List<Object> types() {
        return told.stream().map(message -> message.get("type")).toList();
    }

    @Override
    public CompletionStage<Reply> post(String worker, URI callback, Map<String, Object> message) {
        told.add(message);
        Optional<CompletableFuture<Reply>> waiting = held;
        held = Optional.empty();
        return waiting.<CompletionStage<Reply>>map(future -> future)
                .orElseGet(() -> CompletableFuture.completedStage(reply));
    }
}
