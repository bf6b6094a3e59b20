package io.patchbay.hotswap.internal;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Counts the collections after which classes that nobody uses are gone. Thread-safe. */
final class WholeCollections implements LongSupplier {
    private static final Pattern WHOLE = Pattern.compile(".*(Old|Tenured|ZHeap|Shenandoah).*");

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> Arrays.stream(collector.getMemoryPoolNames())
                    .anyMatch(pool -> WHOLE.matcher(pool).matches()))
            .toList();

    @Override
    public long getAsLong() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
