package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The less loaded of two different ones drawn at random, of equals the one drawn first: nearly as even as
 * {@link LeastUsed}, without sending a whole burst to the one worker whose report is oldest. Stateless.
 */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=two-choices")
public final class TwoChoices implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Candidates candidates = decision.candidates();
        int size = candidates.size();
        if (size == 1) {
            return Optional.of(candidates.first());
        }
        int drawn = decision.random().nextInt(size);
        int distance = 1 + decision.random().nextInt(size - 1); // never back to the same one
        Worker one = candidates.at(drawn);
        Worker other = candidates.at((drawn + distance) % size);
        return Optional.of(other.load() < one.load() ? other : one);
    }
}
