package io.patchbay.rooms.internal;

import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Someone who wants in and waits for an answer.
 *
 * @param outcome completes with empty if the controller has closed
 */
record Newcomer(Joining joining, CompletableFuture<Optional<JoinOutcome>> outcome) {
    void refuse(JoinOutcome refusal) {
        outcome.complete(Optional.of(refusal));
    }
}
