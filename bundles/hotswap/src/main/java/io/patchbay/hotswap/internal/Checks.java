package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.ContractViolation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Has extension points check candidates, a few at a time, so that a check is not slow only because others run. Confined to the switchboard's thread. */
final class Checks {
    private static final int AT_ONCE = 2;

    private final BoundedCalls calls;
    private final PluginInstances instances;
    private final Supplier<Duration> bound;
    private final OneThread thread;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    Checks(BoundedCalls calls, PluginInstances instances, Supplier<Duration> bound, OneThread thread) {
        this.calls = calls;
        this.instances = instances;
        this.bound = bound;
        this.thread = thread;
    }

    /** Completes on the switchboard's thread, with what is wrong with the candidate. */
    <T> CompletableFuture<Optional<String>> check(Extension<T> extension, Candidate<T> candidate) {
        CompletableFuture<Optional<String>> problem = new CompletableFuture<>();
        waiting.add(() -> Waits.then(
                calls.call("The check of " + candidate, bound.get(), checkOf(extension, candidate)),
                (passed, thrown) -> thread.tell(() -> {
                    running--;
                    problem.complete(Optional.ofNullable(thrown).map(Checks::describe));
                    runNext();
                })));
        runNext();
        return problem;
    }

    private void runNext() {
        while (running < AT_ONCE && !waiting.isEmpty()) {
            running++;
            waiting.remove().run();
        }
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

    private static String describe(Throwable thrown) {
        if (thrown instanceof ContractViolation || thrown instanceof BoundedCalls.OverrunException) {
            return Reasons.line(String.valueOf(thrown.getMessage()));
        }
        return "its check failed: " + Reasons.of(thrown);
    }
}
