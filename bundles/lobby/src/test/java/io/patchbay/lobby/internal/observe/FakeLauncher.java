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

/** Starts observers that are names in a table, at once and on the thread that asks. Confined to one test. */
final class FakeLauncher implements ObserverLauncher, AskedLauncher {
    final Map<String, RunningObserver> running = new LinkedHashMap<>();
    final List<ObserverSpec> launched = new ArrayList<>();
    final List<String> stopped = new ArrayList<>();
    Optional<IOException> failure = Optional.empty();

    @Override
    public RunningObserver launch(ObserverSpec spec) {
        launched.add(spec);
        RunningObserver observer = new RunningObserver(spec.id(), spec.match(), 0, spec.endsAtMillis());
        running.put(spec.id(), observer);
        return observer;
    }

    @Override
    public boolean stop(String observer) {
        stopped.add(observer);
        return Optional.ofNullable(running.remove(observer)).isPresent();
    }

    @Override
    public List<RunningObserver> running() {
        return List.copyOf(running.values());
    }

    @Override
    public <T> CompletableFuture<T> ask(String what, Question<T> question) {
        try {
            return failure.isPresent()
                    ? CompletableFuture.failedFuture(failure.get())
                    : CompletableFuture.completedFuture(question.ask(this));
        } catch (IOException | InterruptedException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }
}
