package io.patchbay.benchmarks.portal;

/** An Engine.IO 4 session as its client has it, over one transport. Confined to the loop's thread. */
public interface EngineLink {
    /** What becomes of it. */
    interface Listener {
        /** A packet with its type in front; the first is the handshake's. */
        void packet(String packet);

        /** It is over, and this side did not end it. */
        void closed(String why);
    }

    void send(String packet);

    /** Takes leave of the server and then ends its connections. */
    void leave();

    /** Ends its connections without a word. */
    void cut();
}
