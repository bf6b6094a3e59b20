package io.patchbay.portal.internal.session;

import java.util.concurrent.CountDownLatch;

/** Waits as a plug-in does that takes no hint. No state. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Waits for a latch, interrupted or not. */
    public static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException hint) {
                Thread.interrupted();
            }
        }
    }
}
