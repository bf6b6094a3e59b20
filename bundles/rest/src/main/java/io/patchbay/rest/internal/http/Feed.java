package io.patchbay.rest.internal.http;

import java.util.concurrent.CompletionStage;

/**
 * A body that has no length and no end of its own: whoever answers with it tells it piece by piece, as fast as the client takes
 * them. Called on any thread; must not block. Implementations are thread-safe.
 */
public interface Feed {
    /** The client waits; called once at most. */
    void begin(Outlet outlet);

    /**
     * Nobody listens any more, or ever has: the client has gone, the outlet was closed, or the node stops. May be called more than
     * once.
     */
    void end();

    /** Where a feed is told. Thread-safe. */
    interface Outlet {
        /**
         * Sends a piece; the next one may be given when this one is taken.
         *
         * @return completes when the connection has taken it, exceptionally if nobody listens any more
         * @throws IllegalStateException if the piece before is not taken yet
         */
        CompletionStage<Void> send(byte[] piece);

        /** Ends the answer, or if a piece is not taken yet, cuts it off. */
        void close();
    }
}
