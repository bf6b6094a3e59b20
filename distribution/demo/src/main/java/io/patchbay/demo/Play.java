package io.patchbay.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Plays one step after the other and prints a line for each; after one that failed the rest is skipped. Confined to one thread. */
final class Play {
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    /** Up to the column of what was seen. */
    private static final String INDENT = " ".repeat(25);

    private final PrintStream out;
    private final List<String> held = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** One step of the demo. */
    @FunctionalInterface
    interface Step {
        /**
         * Does it and looks at what came of it.
         *
         * @return what was seen from outside; further lines are printed below the first
         * @throws StepFailedException if that is not what had to be seen
         */
        String play() throws Exception;
    }

    Play(PrintStream out) {
        this.out = out;
    }

    void step(String name, Step step) {
        if (!failed.isEmpty()) {
            skipped.add(name);
            print("–", name, "", "skipped");
            return;
        }
        long started = System.nanoTime();
        try {
            String seen = step.play();
            held.add(name);
            print("✓", name, millisSince(started), seen);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(name, started, "interrupted");
        } catch (StepFailedException wrong) {
            fail(name, started, wrong.getMessage());
        } catch (Exception broken) { // whatever goes wrong in a step is what the step has to show
            fail(name, started, broken.toString());
        }
    }

    boolean allHeld() {
        return failed.isEmpty();
    }

    /** For example {@code 11 of 12 steps held}. */
    String summary() {
        return held.size() + " of " + (held.size() + failed.size() + skipped.size()) + " steps held";
    }

    private void fail(String name, long started, String seen) {
        failed.add(name);
        print("✗", name, millisSince(started), seen);
    }

    private void print(String mark, String name, String millis, String seen) {
        String text = seen.replace("\n", "\n" + INDENT);
        out.printf("%s %-11s %9s  %s%n", mark, name, millis, text);
        out.flush();
    }

    private static String millisSince(long started) {
        return String.format("%,d ms", (System.nanoTime() - started) / NANOS_PER_MILLI)
                .replace(',', ' ');
    }
}
