package io.patchbay.rooms.internal;

import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Permission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Someone who wants in and waits for an answer.
 *
 * @param before what it might do when it was in before; empty if it was not
 * @param outcome completes with empty if the controller has closed
 */
record Newcomer(Joining joining, Optional<Permission> before, CompletableFuture<Optional<JoinOutcome>> outcome) {
    void refuse(JoinOutcome refusal) {
        outcome.complete(Optional.of(refusal));
    }
}
