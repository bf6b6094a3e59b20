package io.patchbay.portal.internal.engineio;

/** A client's GET that waits for packets. Answered exactly once, by any thread; answering does not block. */
public interface Poll {
    /** Sends packets. */
    void answer(byte[] payload);

    /** Refuses. */
    void refuse(EngineError error);
}
