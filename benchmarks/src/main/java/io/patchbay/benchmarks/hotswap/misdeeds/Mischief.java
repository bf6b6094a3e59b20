package io.patchbay.benchmarks.hotswap.misdeeds;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What all bad plug-ins have in common. Immutable. */
final class Mischief {
    /** The property of a plug-in's service that names its misdeed. */
    static final String PROPERTY = "misdeed";

    /** The thread that is left behind. */
    static final String LEAKED = "left-behind-on-purpose";

    private static final long NAP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Misdeed misdeed;

    Mischief(Map<String, Object> properties) {
        misdeed = Misdeed.valueOf((String) properties.get(PROPERTY));
        if (is(Misdeed.LEAKS_A_THREAD)) {
            Thread thread = new Thread(() -> idle(Long.MAX_VALUE), LEAKED);
            thread.setDaemon(true);
            thread.start();
        }
    }

    boolean is(Misdeed other) {
        return misdeed == other;
    }

    /** Does what any plug-in can do. */
    void commit() {
        if (is(Misdeed.THROWS)) {
            throw new IllegalStateException("on purpose");
        }
        if (is(Misdeed.SLEEPS)) {
            idle(NAP_NANOS);
        } else if (is(Misdeed.NEVER_RETURNS)) {
            idle(Long.MAX_VALUE);
        }
    }

    /** As one who takes no hint. */
    private static void idle(long nanos) {
        long begun = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - begun)) {
            LockSupport.parkNanos(left);
            Thread.interrupted(); // parking would no longer wait
        }
    }
}
