package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Leadership;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it was shown. Thread-safe. */
final class RecordingMarker implements LeadershipMarker {
    private final List<Leadership> terms = new CopyOnWriteArrayList<>();
    private volatile Optional<Leadership> current = Optional.empty();

    @Override
    public void show(Leadership leadership) {
        if (current.isPresent()) {
            throw new IllegalStateException("shown twice");
        }
        terms.add(leadership);
        current = Optional.of(leadership);
    }

    @Override
    public void hide() {
        if (current.isEmpty()) {
            throw new IllegalStateException("hidden twice");
        }
        current = Optional.empty();
    }

    Optional<Leadership> current() {
        return current;
    }

    /** Every term that was shown, in order. */
    List<Leadership> terms() {
        return List.copyOf(terms);
    }
}
