package com.example.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class MostRoomLeftTest {
    private final MostRoomLeft strategy = new MostRoomLeft();

    private record Member(String id, double load, WorkerInfo info) implements Worker {
        Member(String id, double load, double maxLoad) {
            this(id, load, WorkerInfo.of(maxLoad, Attributes.NONE));
        }
    }

    @Test
    void picksTheOneFurthestBelowItsLimit() {
        Worker small = new Member("small", 0.1, 0.2);
        Worker large = new Member("large", 0.5, 0.9);

        assertThat(strategy.choose(among(small, large))).contains(large);
    }

    @Test
    void picksTheFirstOfEquals() {
        Worker first = new Member("first", 0.2, 0.9);
        Worker second = new Member("second", 0.2, 0.9);

        assertThat(strategy.choose(among(first, second))).contains(first);
    }

    private static Decision among(Worker... workers) {
        Candidates candidates =
                answering(Candidates.class, "spliterator", List.of(workers).spliterator());
        return answering(Decision.class, "candidates", candidates);
    }

    /** Something that answers the one method which this strategy asks. */
    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, asked, arguments) -> {
                    assertThat(asked.getName()).isEqualTo(method);
                    return answer;
                }));
    }
}
