package io.patchbay.placement.internal;

/** What the machine says of a thread: tells a plug-in that does not return from one that is not let run. Thread-safe. */
interface ThreadProbe {
    /** Nanoseconds of processor time that it has used since it was started; negative where nobody counts them. */
    long processorNanos(Thread thread);

    /** Whether it is in native code, such as that of a socket which has nothing to read. */
    boolean isInNative(Thread thread);
}
