package io.patchbay.itests.blackbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a test has started, so that it ends also where the test has not come to begin. Confined to the test's thread. */
final class Started {
    private final Deque<AutoCloseable> all = new ArrayDeque<>(); // the last one first

    <T extends AutoCloseable> T add(T started) {
        all.push(started);
        return started;
    }

    /** Closes all, the last one first; one that fails keeps no other from it. */
    void close() throws Exception {
        if (all.isEmpty()) {
            return;
        }
        try {
            all.pop().close();
        } finally {
            close();
        }
    }
}
