package io.patchbay.hotswap.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How much a thread has run. Thread-safe. */
@FunctionalInterface
interface ProcessorTime {
    /** What the virtual machine counts, where the system does. */
    static ProcessorTime ofJvm() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean counts = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return thread -> counts ? threads.getThreadCpuTime(thread.getId()) : -1;
    }

    /** Since the thread began, in nanoseconds; negative if nobody counts, or it has ended. */
    long nanosOf(Thread thread);
}
