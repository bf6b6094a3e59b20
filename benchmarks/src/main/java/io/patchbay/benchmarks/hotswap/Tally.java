package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Latencies;
import java.util.ArrayList;
import java.util.List;

/** What became of requests. Confined to the loop's thread. */
final class Tally {
    private static final int EXAMPLES = 5;

    private final Latencies quiet = new Latencies();
    private final Latencies changing = new Latencies();
    private final List<String> examples = new ArrayList<>();
    private Phase phase = Phase.WARMING;
    private long openRemoved; // begun while the plug-in was away
    private long lastOfGap; // of those, the last that had to wait for its return
    private long openOfGap;
    private long sent;
    private long answered;
    private long failed;
    private long dropped;

    /** One request, until it is answered. */
    final class Request {
        private final long due;
        private final Phase begun = phase;
        private final long number = sent;

        private Request(long due) {
            this.due = due;
            if (begun == Phase.REMOVED) {
                openRemoved++;
            }
        }

        void succeed() {
            answer();
            Phase over = begun == Phase.REMOVED ? begun : phase;
            if (over == Phase.QUIET) {
                quiet.add(System.nanoTime() - due);
            } else if (over == Phase.CHANGING) {
                changing.add(System.nanoTime() - due);
            }
        }

        void fail(String why) {
            answer();
            note(why);
        }

        private void answer() {
            answered++;
            if (begun == Phase.REMOVED) {
                openRemoved--;
                if (number <= lastOfGap && --openOfGap == 0) {
                    phase = Phase.CHANGING;
                }
            }
        }
    }

    /** @param due when it was to be sent, by {@link System#nanoTime}: a wait for its turn counts, too */
    Request begin(long due) {
        sent++;
        return new Request(due);
    }

    /** A connection was cut off. */
    void drop(String why) {
        dropped++;
        example(why);
    }

    /** Something else has gone wrong. */
    void note(String why) {
        failed++;
        example(why);
    }

    private void example(String why) {
        if (examples.size() < EXAMPLES) {
            examples.add(why);
        }
    }

    /** After a removal only once those are answered who have waited: whoever comes before that waits behind them. */
    void enter(Phase next) {
        if (phase == Phase.REMOVED && next == Phase.CHANGING && openRemoved > 0) {
            lastOfGap = sent;
            openOfGap = openRemoved;
        } else {
            lastOfGap = 0;
            phase = next;
        }
    }

    /** Whether the plug-in is being replaced. */
    boolean isChanging() {
        return phase == Phase.CHANGING || phase == Phase.REMOVED;
    }

    long sent() {
        return sent;
    }

    long answered() {
        return answered;
    }

    long open() {
        return sent - answered;
    }

    long failed() {
        return failed;
    }

    long dropped() {
        return dropped;
    }

    /** The first few failures. */
    List<String> examples() {
        return List.copyOf(examples);
    }

    double quietMillis() {
        return quiet.quantile(0.99);
    }

    double changingMillis() {
        return changing.count() == 0 ? Double.NaN : changing.quantile(0.99);
    }
}
