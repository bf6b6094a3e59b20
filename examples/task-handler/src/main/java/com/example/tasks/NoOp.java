package com.example.tasks;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Does nothing, and gives its input as its output: to see a graph run. Stateless. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=example.noop")
public final class NoOp implements TaskHandler {
    @Override
    public Optional<Output> find(Attempt attempt) {
        return Optional.empty();
    }

    @Override
    public Output perform(Attempt attempt) {
        return Output.of(attempt.input());
    }
}
