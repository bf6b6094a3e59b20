package io.patchbay.support;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The service that a component uses of those that come and go. The framework binds a successor before it unbinds its predecessor,
 * perhaps on two threads at once. Thread-safe.
 *
 * @param <T> the service's interface
 */
public final class Current<T> {
    private final AtomicReference<Optional<T>> service = new AtomicReference<>(Optional.empty());

    /** From now on this one is used. */
    public void bind(T successor) {
        service.set(Optional.of(successor));
    }

    /** This one is not used any more; one that has been bound since stays. */
    public void unbind(T gone) {
        service.updateAndGet(used -> used.filter(one -> one != gone));
    }

    /** The one to use now, if there is one. */
    public Optional<T> get() {
        return service.get();
    }
}
