package io.patchbay.portal.internal.engineio;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The memory that all clients together may occupy by what they have begun to send and not finished. Half of it is for those who have
 * logged in, so that strangers cannot keep them from being heard. Thread-safe.
 */
public final class InputBudget {
    /** What everyone may occupy uncounted, so that a short message is read however little is left. */
    static final int FREE_BYTES = 4096;

    private final LongSupplier maxBytes;
    private final AtomicLong occupied = new AtomicLong();

    /** @param maxBytes asked whenever more is wanted */
    public InputBudget(LongSupplier maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** How much is occupied now. */
    public long occupiedBytes() {
        return occupied.get();
    }

    private boolean take(long bytes, boolean stranger) {
        long most = stranger ? maxBytes.getAsLong() / 2 : maxBytes.getAsLong();
        boolean enough = occupied.addAndGet(bytes) <= most;
        if (!enough) {
            occupied.addAndGet(-bytes);
        }
        return enough;
    }

    /** What one body or message occupies. Thread-safe: it may be given up while it is being read. */
    public static final class Share {
        private final InputBudget budget;
        private final boolean stranger;
        private long bytes; // guarded by this, like the rest
        private long counted;
        private boolean closed;

        Share(InputBudget budget, boolean stranger) {
            this.budget = budget;
            this.stranger = stranger;
        }

        /** Occupies as much more; false if there is not so much left, or this is closed. */
        public synchronized boolean grow(long more) {
            long wanted = Math.max(0, bytes + more - FREE_BYTES) - counted;
            if (closed || (wanted > 0 && !budget.take(wanted, stranger))) {
                return false;
            }
            bytes += more;
            counted += Math.max(0, wanted);
            return true;
        }

        /** Occupies nothing from now on. */
        public synchronized void close() {
            closed = true;
            budget.occupied.addAndGet(-counted);
            counted = 0;
        }
    }
}
