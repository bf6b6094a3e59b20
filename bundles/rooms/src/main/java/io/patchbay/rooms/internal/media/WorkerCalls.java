package io.patchbay.rooms.internal.media;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Tells workers things. Thread-safe; never blocks. */
@FunctionalInterface
public interface WorkerCalls {
    /**
     * Posts a message.
     *
     * @param worker the worker's id, for people
     * @param callback where it wants to be told
     * @param message a JSON object
     * @return completes normally, within a bound, on any thread
     */
    CompletionStage<Reply> post(String worker, URI callback, Map<String, Object> message);
}
