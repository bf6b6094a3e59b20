package io.patchbay.authoring;

import io.patchbay.api.hotswap.ExtensionPoint;

/**
 * An extension point of the trial node that takes every plug-in of its kind: the contract is looked at afterwards, check by check.
 * Immutable.
 *
 * @param <T> the interface that the plug-ins implement
 */
record AnyPlugin<T>(String kind, Class<T> type) implements ExtensionPoint<T> {
    @Override
    public void check(T candidate) {
        // see Verification
    }
}
