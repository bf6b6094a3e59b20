package io.patchbay.placement.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A term in which this node leads.
 *
 * @param epoch its number
 * @param reign the terms that follow directly on each other, whose state goes on from one to the next
 */
record Term(long epoch, Reign reign) {
    /** What all terms with the same state share. Thread-safe. */
    static final class Reign {
        private final Map<String, Ledger> homes = new ConcurrentHashMap<>();

        /** The ledger of each worker, by its id. */
        Map<String, Ledger> homes() {
            return homes;
        }
    }

    /** A term that begins with nothing. */
    static Term first(long epoch) {
        return new Term(epoch, new Reign());
    }

    /** A later term, with nobody else's in between. */
    Term next(long nextEpoch) {
        return new Term(nextEpoch, reign);
    }
}
