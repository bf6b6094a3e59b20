package io.patchbay.demo.strategy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LeastUsedOfItsLimitTest {
    private final LeastUsedOfItsLimit strategy = new LeastUsedOfItsLimit();

    @Test
    void picksTheMostRoomNotTheLeastLoad() {
        assertThat(pick(new Member("small", 0.1, 0.3), new Member("large", 0.3, 0.9)))
                .contains("large");
    }

    @Test
    void picksTheFirstOfEquals() {
        assertThat(pick(new Member("a", 0.2, 0.8), new Member("b", 0.2, 0.8))).contains("a");
    }

    private Optional<String> pick(Worker... workers) {
        return strategy.choose(new Fleet(List.of(workers))).map(Worker::id);
    }

    private record Member(String id, double load, double maxLoad) implements Worker {
        @Override
        public WorkerInfo info() {
            return WorkerInfo.of(maxLoad, Attributes.NONE);
        }
    }

    /** Workers in join order, and the decision over them. Immutable. */
    private record Fleet(List<Worker> workers) implements Candidates, Decision {
        @Override
        public Candidates candidates() {
            return this;
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
            throw new UnsupportedOperationException("not what this strategy is about");
        }

        @Override
        public Worker mostLoaded() {
            throw new UnsupportedOperationException("not what this strategy is about");
        }

        @Override
        public Iterator<Worker> iterator() {
            return workers.iterator();
        }

        @Override
        public Optional<Worker> previous() {
            return Optional.empty();
        }

        @Override
        public RandomGenerator random() {
            return new Random(7);
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
}
