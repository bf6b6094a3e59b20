package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.Mark;

/**
 * What one attempt is to do.
 *
 * @param attempt the attempt
 * @param input what it is given
 * @param cloud where
 */
record Work<I>(Attempt attempt, I input, Cloud cloud) {
    /** With what everything that it makes is marked. */
    Mark mark() {
        return Mark.of(attempt);
    }
}
