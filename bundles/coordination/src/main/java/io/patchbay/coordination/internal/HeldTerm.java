package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Leadership;

/**
 * A term that this process leads. Immutable.
 *
 * @param epoch the term's number
 * @param since the first of the terms that this process has led without another in between
 */
record HeldTerm(long epoch, long since) implements Leadership {
    @Override
    public boolean succeeds(long earlier) {
        return since <= earlier && earlier <= epoch;
    }
}
