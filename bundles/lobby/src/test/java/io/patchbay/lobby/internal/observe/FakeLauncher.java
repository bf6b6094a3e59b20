package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts observers that are names in a table, at once and on the thread that asks; or fails before that, or after, or does not answer.
 * Confined to one test.
 */
final class FakeLauncher implements ObserverLauncher, AskedLauncher {
    final Map<String, RunningObserver> running = new LinkedHashMap<>();
    final List<ObserverSpec> launched = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();
    Optional<IOException> lateFailure = Optional.empty();
    Optional<RunningObserver> answer = Optional.empty(); // to each launch, instead of the observer
    boolean silent; // does not get to the question
    boolean hanging; // does not come back from it
    int asked;

    @Override
    public RunningObserver launch(ObserverSpec spec) {
        launched.add(spec);
        RunningObserver observer = new RunningObserver(spec.id(), spec.match(), 0, spec.endsAtMillis());
        running.put(spec.id(), observer);
        return answer.orElse(observer);
    }

    @Override
    public boolean stop(String observer) {
        stopped.add(observer);
        return Optional.ofNullable(running.remove(observer)).isPresent();
    }

    @Override
    public List<RunningObserver> running() {
        return new ArrayList<>(running.values()); // which may be null, as a bad launcher's may
    }

    @Override
    public <T> CompletableFuture<T> ask(String what, Question<T> question) {
        asked++;
        if (silent) {
            return new CompletableFuture<>();
        }
        try {
            if (hanging) {
                question.ask(this);
                return new CompletableFuture<>();
            }
            if (lateFailure.isPresent()) {
                question.ask(this);
                return CompletableFuture.failedFuture(lateFailure.get());
            }
            return failure.isPresent()
                    ? CompletableFuture.failedFuture(failure.get())
                    : CompletableFuture.completedFuture(question.ask(this));
        } catch (IOException | InterruptedException | BadAnswerException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }
}
