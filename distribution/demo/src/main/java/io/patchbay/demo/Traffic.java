package io.patchbay.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes on while a demo stays. What fails is told once, until something has worked again; it is tried on and on. Thread-safe. */
final class Traffic implements AutoCloseable {
    private static final long END_MILLIS = 1_000;

    private final PrintStream err;
    private final AtomicInteger threads = new AtomicInteger();
    private final ScheduledExecutorService timer;
    private volatile boolean closed;

    /** Does a little each time that it is called, always by the same thread. */
    @FunctionalInterface
    interface Source {
        void goOn() throws IOException, InterruptedException, StepFailedException;
    }

    /**
     * Nothing goes on yet.
     *
     * @param sources how many there will be at most
     * @param err where is told what fails
     */
    Traffic(int sources, PrintStream err) {
        this.err = err;
        this.timer = Executors.newScheduledThreadPool(sources, task -> {
            Thread thread = new Thread(task, "demo-traffic-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Has a source go on, from now to the end. */
    void begin(String name, Source source, long pauseMillis) {
        Future<?> unused = // it ends with the timer
                timer.scheduleWithFixedDelay(new Turn(name, source), 0, pauseMillis, TimeUnit.MILLISECONDS);
    }

    private final class Turn implements Runnable {
        private final String name;
        private final Source source;
        private boolean failing;

        Turn(String name, Source source) {
            this.name = name;
            this.source = source;
        }

        @Override
        public void run() {
            try {
                source.goOn();
                failing = false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (IOException | StepFailedException | RuntimeException failed) {
                if (!failing && !closed) {
                    err.println("patchbay: " + name + ": " + failed.getMessage() + "; they try again");
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        try {
            boolean ended = timer.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
            if (!ended) {
                err.println("patchbay: the demo's traffic has not ended after " + END_MILLIS + " ms");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
