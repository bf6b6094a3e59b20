package io.patchbay.examples.embedded;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;

/** Gives every task to the worker that joined last. Stateless. */
public final class LastToJoin implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        return Optional.of(decision.candidates().at(decision.candidates().size() - 1));
    }
}
