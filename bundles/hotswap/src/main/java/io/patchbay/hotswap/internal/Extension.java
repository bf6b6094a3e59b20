package io.patchbay.hotswap.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * An extension point with its answers, which are asked for only once. Immutable.
 *
 * @param <T> the interface of the extension point
 */
record Extension<T>(
        String kind, Class<T> type, Set<Experiment.Mode> modes, Duration patience, ExtensionPoint<T> point) {
    Extension {
        Identifier.require("kind of an extension point", kind);
        Objects.requireNonNull(type, "type of an extension point");
        Objects.requireNonNull(patience, "patience of an extension point");
    }

    static <T> Extension<T> of(ExtensionPoint<T> point) {
        return new Extension<>(
                String.valueOf(point.kind()), point.type(), Set.copyOf(point.experiments()), point.patience(), point);
    }

    void check(T plugin) throws ContractViolation {
        point.check(plugin);
    }
}
