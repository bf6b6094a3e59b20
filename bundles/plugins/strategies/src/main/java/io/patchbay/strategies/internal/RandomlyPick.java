package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** Any, each as likely as the others. Stateless: the randomness is the decision's, so that a recorded one can be replayed. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=randomly-pick")
public final class RandomlyPick implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        Candidates candidates = decision.candidates();
        return Optional.of(candidates.at(decision.random().nextInt(candidates.size())));
    }
}
