package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** The one that joined after the previous pick; the first after the last, and where that pick is no candidate. Stateless. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=round-robin")
public final class RoundRobin implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Candidates candidates = decision.candidates();
        return decision.previous().map(candidates::after).or(() -> Optional.of(candidates.first()));
    }
}
