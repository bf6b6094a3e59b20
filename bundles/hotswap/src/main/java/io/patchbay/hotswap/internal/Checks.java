package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ContractViolation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Has extension points check candidates, a few at a time. A check that overruns is made once more, and may take twice as long
 * then: the machine may have been busy. Confined to the switchboard's thread.
 */
final class Checks {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int SECOND_TIME = 2;

    private final BoundedCalls calls;
    private final PluginInstances instances;
    private final Supplier<Duration> bound;
    private final Turnstile turnstile;

    Checks(BoundedCalls calls, PluginInstances instances, Supplier<Duration> bound, OneThread thread) {
        this.calls = calls;
        this.instances = instances;
        this.bound = bound;
        this.turnstile = new Turnstile(AT_ONCE, PATIENCE, thread);
    }

    /** Completes on the switchboard's thread, with what is wrong with the candidate. */
    <T> CompletableFuture<Optional<String>> check(Extension<T> extension, Candidate<T> candidate) {
        CompletableFuture<Optional<String>> problem = new CompletableFuture<>();
        Waits.then(attempt(extension, candidate, bound.get()), (passed, thrown) -> {
            if (thrown instanceof BoundedCalls.OverrunException && !candidate.isLeaving()) {
                Waits.then(
                        attempt(extension, candidate, bound.get().multipliedBy(SECOND_TIME)),
                        (passedThen, thrownThen) -> problem.complete(describe(Optional.ofNullable(thrownThen))));
            } else {
                problem.complete(describe(Optional.ofNullable(thrown)));
            }
        });
        return problem;
    }

    private <T> CompletableFuture<Boolean> attempt(Extension<T> extension, Candidate<T> candidate, Duration most) {
        return turnstile.enter(() -> calls.call(new BoundedCalls.Work<>(
                candidate.bundleId(), "The check of " + candidate, most, checkOf(extension, candidate))));
    }

    private <T> Callable<Boolean> checkOf(Extension<T> extension, Candidate<T> candidate) {
        return () -> {
            PluginInstances.Instance<T> probe = instances.make(candidate.reference(), extension.type());
            try {
                extension.check(probe.plugin());
                return true;
            } finally {
                probe.giveBack().run();
            }
        };
    }

    private static Optional<String> describe(Optional<Throwable> thrown) {
        return thrown.map(failed -> failed instanceof ContractViolation
                        || failed instanceof BoundedCalls.OverrunException
                        || failed instanceof RejectedExecutionException
                ? Reasons.line(String.valueOf(failed.getMessage()))
                : "its check failed: " + Reasons.of(failed));
    }
}
