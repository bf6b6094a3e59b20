package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** The most loaded that still takes tasks, of equals the one that joined last: packs tightly. Stateless. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=most-used")
public final class MostUsed implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        return Optional.of(decision.candidates().mostLoaded());
    }
}
