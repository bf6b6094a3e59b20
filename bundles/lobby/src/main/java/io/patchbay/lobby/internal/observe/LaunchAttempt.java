package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call of a launcher to start an observer. Whoever waits for it may have given up while the launcher goes on, and starts something after
 * all; so this tells when it has really returned. Thread-safe.
 */
final class LaunchAttempt implements AskedLauncher.Question<RunningObserver> {
    private enum State {
        NEW,
        BEGUN,
        ABANDONED
    }

    private final ObserverSpec spec;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CompletableFuture<Boolean> returned = new CompletableFuture<>();

    LaunchAttempt(ObserverSpec spec) {
        this.spec = spec;
    }

    @Override
    public RunningObserver ask(ObserverLauncher launcher) throws IOException, InterruptedException {
        if (!state.compareAndSet(State.NEW, State.BEGUN)) {
            throw new IOException("nobody waits for it any more");
        }
        try {
            Optional<RunningObserver> launched = Optional.ofNullable(launcher.launch(spec));
            return launched.filter(this::isIt)
                    .orElseThrow(() -> new BadAnswerException("it answered "
                            + launched.map(RunningObserver::toString).orElse("null") + " to the launch of " + spec));
        } finally {
            returned.complete(true);
        }
    }

    private boolean isIt(RunningObserver launched) {
        return launched.id().equals(spec.id()) && launched.match().equals(spec.match());
    }

    /** Nobody waits for it any more; @return whether it had not begun, and never will */
    boolean abandon() {
        return state.compareAndSet(State.NEW, State.ABANDONED) || state.get() == State.ABANDONED;
    }

    /** Completes when the launcher has returned, on any thread. */
    CompletableFuture<Boolean> returned() {
        return returned;
    }
}
