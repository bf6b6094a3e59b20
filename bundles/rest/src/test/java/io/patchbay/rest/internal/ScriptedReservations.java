package io.patchbay.rest.internal;

import io.patchbay.api.placement.Reservation;
import io.patchbay.api.placement.Reservations;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reservations that the test has made, in their order. Thread-safe. */
final class ScriptedReservations implements Reservations {
    final List<Reservation> all = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Listing> endingSoonest(Optional<String> purpose, int limit) {
        List<Reservation> asked = all.stream()
                .filter(one -> purpose.isEmpty() || one.purpose().equals(purpose.get()))
                .toList();
        return CompletableFuture.completedStage(
                new Listing(asked.size(), asked.stream().limit(limit).toList()));
    }
}
