package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** The previous pick while it is a candidate, else the first: fills one worker, then moves on. Stateless. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=last-used")
public final class LastUsed implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Candidates candidates = decision.candidates();
        return decision.previous().filter(candidates::contains).or(() -> Optional.of(candidates.first()));
    }
}
