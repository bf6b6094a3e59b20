package io.patchbay.observerprocess.internal;

import java.time.Instant;
import java.util.Optional;

/**
 * A process that is not mistaken for one that has got its id since. Immutable.
 *
 * @param pid its id
 * @param startMillis when it was started, in milliseconds since the epoch as the operating system tells
 */
record ProcessKey(long pid, long startMillis) {
    /** The system counts from a time of the boot that each Java process reads anew, and that follows the clock. */
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessKey of(ProcessHandle handle) {
        return new ProcessKey(handle.pid(), startMillis(handle).orElse(0L));
    }

    /** The process, while it lives. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(found -> startMillis(found)
                .filter(start -> Math.abs(start - startMillis) <= TOLERANCE_MILLIS)
                .isPresent());
    }

    boolean isSameAs(ProcessKey other) {
        return pid == other.pid && Math.abs(startMillis - other.startMillis) <= TOLERANCE_MILLIS;
    }

    private static Optional<Long> startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli);
    }
}
