package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Smooth weighted round robin: over time each gets a share in proportion to its free capacity, evenly interleaved. Every
 * candidate gains its weight, the one that has gained most is picked, of equals the one that joined first, and pays what all
 * of them gained. Remembers the gains of the last call's candidates; looks at every candidate, so it costs O(n).
 */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=weight-robin")
public final class WeightRobin implements Strategy {
    private Map<String, Integer> gains = Map.of(); // one thread at a time, so the engine promises

    @Override
    public Optional<Worker> choose(Decision decision) {
        Map<String, Integer> next = new HashMap<>(); // whoever is no candidate now is forgotten
        Worker chosen = decision.candidates().first();
        int most = Integer.MIN_VALUE;
        int total = 0;
        for (Worker worker : decision.candidates()) {
            int weight = weight(worker);
            int gain = gains.getOrDefault(worker.id(), 0) + weight;
            next.put(worker.id(), gain);
            total += weight;
            if (gain > most) {
                most = gain;
                chosen = worker;
            }
        }
        next.put(chosen.id(), most - total);
        gains = next;
        return Optional.of(chosen);
    }

    /** Hundredths of free capacity, truncated. Reservations do not count: a pick has been paid for already. */
    private static int weight(Worker worker) {
        return (int) ((1 - worker.reportedLoad()) * 100);
    }
}
