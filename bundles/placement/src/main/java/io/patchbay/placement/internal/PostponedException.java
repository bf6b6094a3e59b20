package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Slot;
import java.util.Optional;

/** Ends an attempt at an operation that changed nothing yet and is to be made again. */
final class PostponedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Optional<Slot<?>> emptySlot;

    private PostponedException(Optional<Slot<?>> emptySlot) {
        super("the operation is postponed", null, false, false);
        this.emptySlot = emptySlot;
    }

    /** Until the slot has a plug-in. */
    static PostponedException until(Slot<?> emptySlot) {
        return new PostponedException(Optional.of(emptySlot));
    }

    /** Until a thread of the engine's own does it, because a caller's must not be risked. */
    static PostponedException toOwnThread() {
        return new PostponedException(Optional.empty());
    }

    Optional<Slot<?>> emptySlot() {
        return emptySlot;
    }
}
