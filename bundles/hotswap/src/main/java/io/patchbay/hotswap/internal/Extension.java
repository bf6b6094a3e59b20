package io.patchbay.hotswap.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExtensionPoint;
import java.util.Objects;

/**
 * An extension point with its answers, which are asked for only once. Immutable.
 *
 * @param <T> the interface of the extension point
 */
record Extension<T>(String kind, Class<T> type, ExtensionPoint<T> point) {
    Extension {
        Identifier.require("kind of an extension point", kind);
        Objects.requireNonNull(type, "type of an extension point");
    }

    static <T> Extension<T> of(ExtensionPoint<T> point) {
        return new Extension<>(String.valueOf(point.kind()), point.type(), point);
    }

    void check(T plugin) throws ContractViolation {
        point.check(plugin);
    }
}
