package io.patchbay.contract;

import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskElection.Candidacy;
import io.patchbay.api.recovery.TaskKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a {@link TaskElection} must hold to. Immutable. */
final class ElectionChecks {
    private static final int TASKS = 100;
    private static final int THREADS = 4;
    private static final long ALONE_SECONDS = 30; // the machine may be busy
    private static final long SETTLE_MILLIS = 50;

    private final Supplier<TaskElection> plugins;

    private ElectionChecks(Supplier<TaskElection> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<TaskElection> plugins) {
        ElectionChecks checks = new ElectionChecks(plugins);
        return List.of(
                new Check("has a node try that stands alone, and once only", checks::electsWhoStandsAlone),
                new Check("has nobody try who has withdrawn", checks::heedsWithdrawals),
                new Check("lets a node stand for many tasks at once", checks::takesMany),
                new Check("takes at most " + Asker.BUDGET_MILLIS + " ms to stand", checks::isFast));
    }

    /** One node's standing for one task, and how often it was told to try. */
    private static final class Standing {
        private final AtomicInteger elected = new AtomicInteger();
        private final CountDownLatch first = new CountDownLatch(1);
        private final TaskKey task;
        private int electedWhenWithdrawn;

        Standing(int number) {
            task = new TaskKey("job", "task-" + number);
        }

        Candidacy begin(TaskElection election) {
            return election.stand(task, () -> {
                elected.incrementAndGet();
                first.countDown();
            });
        }

        void requireElected() throws InterruptedException {
            if (!first.await(ALONE_SECONDS, TimeUnit.SECONDS)) {
                throw new BrokenContract("nobody else stood for a task, and in " + ALONE_SECONDS
                        + " s this node was not told to try it: a job would wait for ever");
            }
        }

        void requireOnce() throws InterruptedException {
            requireElected();
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            requireNotTwice();
        }

        void requireNotTwice() {
            if (elected.get() > 1) {
                throw new BrokenContract("it had one node try one task " + elected.get() + " times");
            }
        }
    }

    private void electsWhoStandsAlone() throws InterruptedException {
        TaskElection election = plugins.get();
        try (Asker asker = new Asker(election, 1)) {
            Standing standing = new Standing(0);
            Candidacy candidacy = asker.ask("stand", () -> standing.begin(election));
            standing.requireOnce();
            withdraw(asker, candidacy);
        }
    }

    private void heedsWithdrawals() throws InterruptedException {
        TaskElection election = plugins.get();
        try (Asker asker = new Asker(election, 1)) {
            List<Standing> standings = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                Standing standing = new Standing(task);
                withdraw(asker, asker.ask("stand", () -> standing.begin(election)));
                standing.electedWhenWithdrawn = standing.elected.get();
                standings.add(standing);
            }
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            long late = standings.stream()
                    .filter(standing -> standing.elected.get() > standing.electedWhenWithdrawn)
                    .count();
            if (late > TASKS / 2) { // it may have been about to in a few cases
                throw new BrokenContract("it had a node try " + late + " of " + TASKS
                        + " tasks after the candidacy for them had been closed");
            }
        }
    }

    private void takesMany() throws InterruptedException {
        TaskElection election = plugins.get();
        try (Asker asker = new Asker(election, THREADS)) {
            List<Standing> standings = new ArrayList<>();
            List<Future<Candidacy>> standing = new ArrayList<>();
            for (int task = 0; task < TASKS; task++) {
                Standing one = new Standing(task);
                standings.add(one);
                standing.add(asker.begin(() -> one.begin(election)));
            }
            for (int task = 0; task < TASKS; task++) {
                Candidacy candidacy = asker.await("stand", standing.get(task));
                standings.get(task).requireElected();
                withdraw(asker, candidacy);
            }
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            standings.forEach(Standing::requireNotTwice);
        }
    }

    private void isFast() throws InterruptedException {
        TaskElection election = plugins.get();
        Stopwatch watch = new Stopwatch();
        try (Asker asker = new Asker(election, 1)) {
            for (int task = 0; task < TASKS; task++) {
                Standing standing = new Standing(task);
                withdraw(asker, asker.ask("stand", () -> watch.time(() -> standing.begin(election))));
            }
        }
        watch.requireWithin(TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "stand");
    }

    private static void withdraw(Asker asker, Candidacy candidacy) throws InterruptedException {
        asker.ask("close", () -> {
            candidacy.close();
            return true;
        });
    }
}
