package com.example.strategy;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/** The worker that is furthest below its own limit, of equals the one that joined first. */
@Component(service = Strategy.class, scope = ServiceScope.PROTOTYPE, property = Strategy.NAME + "=most-room-left")
public final class MostRoomLeft implements Strategy {
    @Override
    public Optional<Worker> choose(Decision decision) {
        return StreamSupport.stream(decision.candidates().spliterator(), false)
                .min(Comparator.comparingDouble(
                        worker -> worker.load() - worker.info().maxLoad()));
    }
}
