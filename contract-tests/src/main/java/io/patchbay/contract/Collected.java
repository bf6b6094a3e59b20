package io.patchbay.contract;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits until the garbage collector has taken something. */
public final class Collected {
    private static final int TRIES = 20;
    private static final long WAIT_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private Collected() {}

    /**
     * Collects garbage until a condition comes true, a few seconds at most.
     *
     * @return whether it came true
     */
    @SuppressWarnings(
            "PMD.DoNotCallGarbageCollectionExplicitly") // there is no other way to see whether something is held
    public static boolean comesTrue(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; tries < TRIES && !condition.getAsBoolean(); tries++) {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            List<WeakReference<Object>> canary = List.of(new WeakReference<>(new Object(), queue));
            System.gc();
            queue.remove(tries == 0 ? 1 : WAIT_MILLIS);
            canary.forEach(WeakReference::clear);
            if (!condition
                    .getAsBoolean()) { // a thread may be about to let go of it, and on a busy machine not have its turn
                queue.remove(Math.min(LONGEST_PAUSE_MILLIS, 5L << tries)); // nothing comes any more: this is a pause
            }
        }
        return condition.getAsBoolean();
    }
}
