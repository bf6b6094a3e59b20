package io.patchbay.hotswap.internal;

import java.util.Arrays;
import java.util.List;

/** Finds threads that a plug-in left behind, as far as they can be told: by their context class loader or their own class. */
final class ThreadLeaks {
    private ThreadLeaks() {}

    /** Names of the live threads that belong to this loader. */
    static List<String> of(ClassLoader loader) {
        return Arrays.stream(threads())
                .filter(thread -> thread.isAlive()
                        && (loader.equals(thread.getContextClassLoader())
                                || loader.equals(thread.getClass().getClassLoader())))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static Thread[] threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[root.activeCount() + 64]; // the count is an estimate
        return Arrays.copyOf(found, root.enumerate(found));
    }
}
