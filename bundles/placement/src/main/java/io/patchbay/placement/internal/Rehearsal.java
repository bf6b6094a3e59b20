package io.patchbay.placement.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A made-up ledger on which a plug-in is tried before it serves. Confined to the check. */
final class Rehearsal {
    /** How many workers the made-up ledgers have. */
    static final int[] FLEETS = {1, 5, 300};

    /** How often a strategy is asked. */
    static final int CALLS = 10;

    /** One that nobody has, one that is reserved, one that executes, one whose worker is gone. */
    static final List<String> TASKS = List.of("new", "reserved", "executing", "orphaned");

    private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long RESERVE_MILLIS = 1000;

    private final List<Worker> workers = new ArrayList<>();
    private final DecisionRandom random = new DecisionRandom(1);
    private Optional<Worker> previous = Optional.empty();
    private long fastestNanos = Long.MAX_VALUE;

    Rehearsal(int size) {
        for (int number = 0; number < size; number++) {
            Attributes capacity = number % 3 == 0
                    ? Attributes.NONE
                    : new Attributes(Map.of(
                            "isps",
                            List.of("isp"),
                            "regions",
                            List.of("region" + number % 2),
                            "algorithms",
                            List.of("faces")));
            workers.add(new MadeUp("worker-" + number, WorkerInfo.of(0.85, capacity), number % 8 / 10.0));
        }
    }

    /** What is asked of a plug-in; it may throw anything. */
    interface Question<T> {
        T ask();
    }

    /** Asks, and takes the time. */
    <T> T timed(Question<T> question) throws ContractViolation {
        long before = System.nanoTime();
        T answer;
        try {
            answer = question.ask();
        } catch (Throwable thrown) { // a plug-in may be missing a class, too
            throw new ContractViolation("it threw " + thrown, thrown);
        }
        fastestNanos = Math.min(fastestNanos, System.nanoTime() - before);
        if (answer == null) {
            throw new ContractViolation("it answered null");
        }
        return answer;
    }

    /** @throws ContractViolation if even the fastest call was too slow: slow ones may be the machine's fault */
    void requireSpeed() throws ContractViolation {
        if (fastestNanos > BUDGET_NANOS) {
            throw new ContractViolation("its fastest answer took " + TimeUnit.NANOSECONDS.toMillis(fastestNanos)
                    + " ms of " + TimeUnit.NANOSECONDS.toMillis(BUDGET_NANOS));
        }
    }

    /** Whether a worker is one of the candidates. */
    boolean offers(Worker worker) {
        return workers.stream().anyMatch(candidate -> candidate == worker);
    }

    void previous(Optional<Worker> choice) {
        previous = choice;
    }

    LedgerView ledger() {
        return new MadeUpLedger();
    }

    Decision decision() {
        return new MadeUpDecision();
    }

    private record MadeUp(String id, WorkerInfo info, double load) implements Worker {}

    private final class MadeUpLedger implements LedgerView {
        @Override
        public Optional<PlacedTask> task(String name) {
            return switch (TASKS.indexOf(name)) {
                case 1 -> Optional.of(new PlacedTask(name, "worker-0", true, false, RESERVE_MILLIS));
                case 2 -> Optional.of(new PlacedTask(name, "worker-0", true, true, RESERVE_MILLIS));
                case 3 -> Optional.of(new PlacedTask(name, "gone", false, false, RESERVE_MILLIS));
                default -> Optional.empty();
            };
        }

        @Override
        public boolean anyAvailable() {
            return !workers.isEmpty();
        }

        @Override
        public Optional<Candidates> candidates(Preference preference) {
            return workers.isEmpty() ? Optional.empty() : Optional.of(new MadeUpCandidates());
        }

        @Override
        public Optional<Worker> choose(ScheduleRequest request, Candidates candidates) {
            return Optional.of(candidates.first());
        }

        @Override
        public long defaultReserveMillis() {
            return RESERVE_MILLIS;
        }
    }

    private final class MadeUpDecision implements Decision {
        @Override
        public Candidates candidates() {
            return new MadeUpCandidates();
        }

        @Override
        public Optional<Worker> previous() {
            return previous;
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public Preference preference() {
            return Preference.NONE;
        }

        @Override
        public String task() {
            return TASKS.get(0);
        }
    }

    private final class MadeUpCandidates implements Candidates {
        @Override
        public int size() {
            return workers.size();
        }

        @Override
        public Worker first() {
            return workers.get(0);
        }

        @Override
        public Worker at(int index) {
            return workers.get(index);
        }

        @Override
        public Worker after(Worker worker) {
            return workers.get((workers.indexOf(worker) + 1) % workers.size());
        }

        @Override
        public boolean contains(Worker worker) {
            return workers.contains(worker);
        }

        @Override
        public Worker leastLoaded() {
            return workers.stream()
                    .reduce((a, b) -> b.load() < a.load() ? b : a)
                    .orElseThrow();
        }

        @Override
        public Worker mostLoaded() {
            return workers.stream()
                    .reduce((a, b) -> b.load() >= a.load() ? b : a)
                    .orElseThrow();
        }

        @Override
        public Iterator<Worker> iterator() {
            return workers.iterator();
        }
    }
}
