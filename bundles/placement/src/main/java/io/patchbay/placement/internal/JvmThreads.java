package io.patchbay.placement.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Optional;

/** What the virtual machine counts for each thread. Thread-safe. */
final class JvmThreads implements ThreadProbe {
    private static final long UNKNOWN = -1;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final boolean counts = threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();

    @Override
    public long processorNanos(Thread thread) {
        return counts ? threads.getThreadCpuTime(thread.getId()) : UNKNOWN;
    }

    @Override
    public boolean isInNative(Thread thread) {
        return Optional.ofNullable(threads.getThreadInfo(thread.getId()))
                .filter(ThreadInfo::isInNative)
                .isPresent();
    }
}
