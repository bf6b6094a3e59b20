package io.patchbay.volumes.internal;

import java.nio.file.Path;

/** A process that copies half of a volume, says so, and waits to be killed. */
final class HaltingCopy {
    static final String HALFWAY = "halfway";

    private HaltingCopy() {}

    public static void main(String[] arguments) throws Exception {
        Storages storages = new Storages(Path.of(arguments[0]));
        storages.copier.copy(Storages.task("v"), new WatchedAttempt(1, HaltingCopy::haltHalfway));
    }

    /** Copying is half of the work. */
    private static void haltHalfway(double fraction) {
        if (fraction > 0.25) {
            System.out.println(HALFWAY);
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
