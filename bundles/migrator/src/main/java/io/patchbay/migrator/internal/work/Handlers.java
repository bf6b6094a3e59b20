package io.patchbay.migrator.internal.work;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.TaskHandler;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The handlers by type; a slot is opened when its type is first asked for. Thread-safe. */
public final class Handlers implements AutoCloseable {
    private final Slots slots;
    private final Map<String, Slot<TaskHandler>> byType = new ConcurrentHashMap<>();

    public Handlers(Slots slots) {
        this.slots = slots;
    }

    /** A lease for one attempt; empty if no handler of the type is installed. */
    public Optional<Lease<TaskHandler>> lease(String type) {
        return slot(type).lease();
    }

    /** What to tell where there is none. */
    public String missing(String type) {
        return slot(type).emptyMessage();
    }

    private Slot<TaskHandler> slot(String type) {
        return byType.computeIfAbsent(type, named -> slots.open(TaskHandler.class, named));
    }

    @Override
    public void close() {
        byType.values().forEach(Slot::close);
    }
}
