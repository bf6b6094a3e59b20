package io.patchbay.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** How the demo ends the processes that it started. */
final class Processes {
    private Processes() {}

    /**
     * Waits for the end of a process that was asked to end, and kills it where that takes too long.
     *
     * @return whether it ended by itself
     */
    static boolean awaitEnd(Process process, long millis) {
        try {
            if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.toHandle().destroyForcibly();
        return false;
    }

    /** Closes a process's standard input, which tells our own children that nobody needs them any more. */
    static void closeInput(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            process.destroy(); // it reads no more: it is ending already
        }
    }
}
