package io.patchbay.volumes.internal;

import java.nio.file.Path;

/**
 * The files that copies of this process write to. A lock belongs to the process: closing any second channel to a file gives it up. A
 * copier that takes the place of another, whose copies still run, has classes of its own, so that what is taken is kept where both see
 * it: among the properties of the system. Thread-safe.
 */
final class Taken {
    private static final String KEY = "io.patchbay.volumes.taken:";

    private Taken() {}

    /** Whether nobody had it. */
    static boolean add(Path file) {
        return System.getProperties().putIfAbsent(KEY + file, "") == null;
    }

    static void remove(Path file) {
        System.getProperties().remove(KEY + file);
    }
}
