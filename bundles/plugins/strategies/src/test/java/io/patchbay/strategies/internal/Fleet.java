package io.patchbay.strategies.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Workers in join order, and the decision over them; remembers the previous pick as the engine does. Confined to its test. */
final class Fleet implements Candidates, Decision {
    private final List<Worker> workers = new ArrayList<>();
    private final RandomGenerator random = new Random(7);
    private Optional<Worker> previous = Optional.empty();

    private record Member(String id, double reportedLoad, double load) implements Worker {
        @Override
        public WorkerInfo info() {
            return WorkerInfo.of(1.0, Attributes.NONE);
        }
    }

    Fleet with(String id, double load) {
        return with(id, load, 0);
    }

    Fleet with(String id, double reportedLoad, double reserved) {
        workers.add(new Member(id, reportedLoad, reportedLoad + reserved));
        return this;
    }

    /** A pick of before; it need not be a candidate. */
    Fleet afterPicking(String id) {
        previous = Optional.of(named(id).orElseGet(() -> new Member(id, 0, 0)));
        return this;
    }

    Optional<String> pick(Strategy strategy) {
        Optional<Worker> choice = strategy.choose(this);
        choice.ifPresent(worker -> previous = choice);
        return choice.map(Worker::id);
    }

    List<String> picks(Strategy strategy, int times) {
        List<String> picks = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            picks.add(pick(strategy).orElse("nobody"));
        }
        return picks;
    }

    private Optional<Worker> named(String id) {
        return workers.stream().filter(worker -> worker.id().equals(id)).findFirst();
    }

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
        return workers.stream().min(Comparator.comparingDouble(Worker::load)).orElseThrow();
    }

    @Override
    public Worker mostLoaded() {
        return workers.stream()
                .reduce((best, next) -> next.load() >= best.load() ? next : best)
                .orElseThrow();
    }

    @Override
    public Iterator<Worker> iterator() {
        return workers.iterator();
    }

    @Override
    public Candidates candidates() {
        return this;
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
        return "task";
    }
}
