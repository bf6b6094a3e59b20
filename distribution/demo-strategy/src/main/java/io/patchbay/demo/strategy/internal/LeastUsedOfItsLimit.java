package io.patchbay.demo.strategy.internal;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Another view of who is used least: not the one with the lowest load, but the one with the most room below its own limit. Of
 * equals the one that joined first. Takes the place of the built-in strategy because its bundle's version is higher. Stateless.
 */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=least-used")
public final class LeastUsedOfItsLimit implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Worker best = decision.candidates().first();
        for (Worker worker : decision.candidates()) {
            if (room(worker) > room(best)) {
                best = worker;
            }
        }
        return Optional.of(best);
    }

    private static double room(Worker worker) {
        return worker.info().maxLoad() - worker.load();
    }
}
