package io.patchbay.portal.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What the machine says of a thread: tells a plug-in that does not return from one that is not let run. Thread-safe. */
@FunctionalInterface
public interface ThreadProbe {
    /** Nanoseconds of processor time that it has used since it was started; negative where nobody counts them. */
    long processorNanos(Thread thread);

    /** What the virtual machine counts. */
    static ThreadProbe ofThisMachine() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean counts = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return thread -> counts ? threads.getThreadCpuTime(thread.getId()) : -1;
    }
}
