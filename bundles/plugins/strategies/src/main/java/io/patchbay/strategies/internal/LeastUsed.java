package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** The least loaded, of equals the one that joined first; nobody where even that one is fully loaded. Stateless. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=least-used")
public final class LeastUsed implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Worker least = decision.candidates().leastLoaded();
        // what is reported counts: reservations only order, they fill nobody
        return least.reportedLoad() < 1.0 ? Optional.of(least) : Optional.empty();
    }
}
