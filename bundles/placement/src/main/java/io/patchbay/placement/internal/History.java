package io.patchbay.placement.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operation that calls plug-ins now, and before it those that were to be remembered: one array, because each reference that
 * is written into an old object costs the collector's barrier. Confined to the turn.
 */
final class History {
    private static final int CAPACITY = 1024;

    private Operation<?>[] operations = new Operation<?>[1]; // most turns never have anything to remember
    private long remembered;

    /** The operation that calls plug-ins now, or did so last. */
    Operation<?> newest() {
        return operations[(int) (remembered & operations.length - 1)];
    }

    /** The thread that {@link #newest} calls plug-ins on. Callable without the turn, but then it may be any thread, or none. */
    Optional<Thread> newestThread() {
        Operation<?>[] now = operations; // it may grow meanwhile
        return Optional.ofNullable(now[(int) (remembered & now.length - 1)])
                .flatMap(operation -> Optional.ofNullable(operation.call()))
                .map(PluginCall::thread);
    }

    /** From now on this one calls plug-ins; the one before is forgotten unless it was to be remembered. */
    void newest(Operation<?> operation) {
        operations[(int) (remembered & operations.length - 1)] = operation;
    }

    /** Keeps an operation until as many others as there is room for were remembered after it. */
    void remember(Operation<?> operation) {
        if (newest() != operation) {
            newest(operation);
        }
        if (operations.length < CAPACITY) {
            Operation<?>[] grown = new Operation<?>[CAPACITY];
            grown[0] = operation;
            operations = grown;
        }
        remembered++;
    }

    /** The number of the next operation to be remembered. */
    long count() {
        return remembered;
    }

    /** The number of the oldest operation that is remembered. */
    long oldest() {
        return Math.max(0, remembered - CAPACITY + 1);
    }

    /** The decisions that are remembered, oldest first. */
    List<DecisionRecord> decisions() {
        return remembered(oldest()).stream()
                .map(decided -> ((ScheduleOperation) decided).record())
                .toList();
    }

    /** Those that are remembered, from one of them on. */
    List<Operation<?>> remembered(long first) {
        List<Operation<?>> all = new ArrayList<>();
        for (long number = first; number < remembered; number++) {
            all.add(operations[(int) (number & CAPACITY - 1)]);
        }
        return all;
    }
}
