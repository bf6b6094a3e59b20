package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.PluginNotice.Kind;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongSupplier;

/**
 * Looks whether the classes of removed bundles leave the memory. They can only where it is collected as a whole, which this does
 * not ask for, because everything would stop for it: what is still there after such a collection, and a while, is kept by
 * something. Confined to one thread.
 */
final class RemovedClasses {
    private static final int MOST = 100;
    private static final int LOOKS = 6; // before a notice
    private static final String KEPT =
            "is removed, but its classes are still in memory: something holds them, such as a"
                    + " ThreadLocal, a thread, a shutdown hook, or a listener that it registered with something outside its jar";

    private final Notices notices;
    private final OneThread thread;
    private final LongSupplier collections;
    private final Duration interval;
    private final Deque<Removed> removed = new ArrayDeque<>();
    private boolean looking;

    /**
     * @param collections how often the whole memory was collected
     * @param interval between two looks
     */
    RemovedClasses(Notices notices, OneThread thread, LongSupplier collections, Duration interval) {
        this.notices = notices;
        this.thread = thread;
        this.collections = collections;
        this.interval = interval;
    }

    private static final class Removed {
        private final String name;
        private final WeakReference<ClassLoader> loader;
        private final long collections;
        private int looks;

        Removed(String name, ClassLoader loader, long collections) {
            this.name = name;
            this.loader = new WeakReference<>(loader);
            this.collections = collections;
        }
    }

    /** A bundle was removed. */
    void add(String name, ClassLoader loader) {
        RecordMethods.forgetOthers();
        removed.add(new Removed(name, loader, collections.getAsLong()));
        if (removed.size() > MOST) {
            removed.remove();
        }
        if (!looking) {
            looking = true;
            thread.later(interval, this::look);
        }
    }

    private void look() {
        RecordMethods
                .forgetOthers(); // a thread of the plug-in may have been the last to compare some, after its removal
        for (Iterator<Removed> all = removed.iterator(); all.hasNext(); ) {
            Removed one = all.next();
            if (one.loader.get() == null) {
                notices.clear(Kind.CLASSES_KEPT, one.name);
                notices.clear(Kind.THREADS_LEFT, one.name);
                all.remove();
            } else if (++one.looks >= LOOKS && collections.getAsLong() > one.collections) {
                notices.add(Kind.CLASSES_KEPT, one.name, KEPT);
            }
        }
        looking = !removed.isEmpty();
        if (looking) {
            thread.later(interval, this::look);
        }
    }
}
