package io.patchbay.placement.internal;

import io.patchbay.api.coordination.Leadership;

/**
 * A term of leadership, as the test says.
 *
 * @param epoch its number
 * @param follows whether nobody else has led since the last one
 */
record Mark(long epoch, boolean follows) implements Leadership {
    @Override
    public boolean succeeds(long before) {
        return follows;
    }
}
