package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Strategies as plug-ins; checked on fleets of made-up workers. Stateless. */
@Component(service = ExtensionPoint.class)
public final class StrategyPoint implements ExtensionPoint<Strategy> {
    @Override
    public String kind() {
        return "strategy";
    }

    @Override
    public Class<Strategy> type() {
        return Strategy.class;
    }

    @Override
    public Set<Experiment.Mode> experiments() {
        return Set.of(Experiment.Mode.SHADOW, Experiment.Mode.CANARY);
    }

    @Override
    public void check(Strategy candidate) throws ContractViolation {
        for (int workers : Rehearsal.FLEETS) {
            Rehearsal rehearsal = new Rehearsal(workers);
            for (int call = 0; call < Rehearsal.CALLS; call++) {
                Optional<Worker> choice = rehearsal.timed(() -> candidate.choose(rehearsal.decision()));
                if (choice.isPresent() && !rehearsal.offers(choice.get())) {
                    throw new ContractViolation("it chose a worker that is not among the candidates");
                }
                rehearsal.previous(choice);
            }
            rehearsal.requireSpeed();
        }
    }
}
