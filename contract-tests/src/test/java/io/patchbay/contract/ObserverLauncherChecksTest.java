package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ObserverLauncherChecksTest {
    private final AtomicInteger ids = new AtomicInteger();

    /** Observers that are names in a table. */
    private static class Table implements ObserverLauncher {
        private final Map<String, RunningObserver> running;

        Table(Map<String, RunningObserver> running) {
            this.running = running;
        }

        @Override
        public RunningObserver launch(ObserverSpec spec) {
            return running.computeIfAbsent(
                    spec.id(), id -> new RunningObserver(id, spec.match(), 0, spec.endsAtMillis()));
        }

        @Override
        public boolean stop(String observer) {
            return Optional.ofNullable(running.remove(observer)).isPresent();
        }

        @Override
        public List<RunningObserver> running() {
            return List.copyOf(running.values());
        }
    }

    private void run(Supplier<ObserverLauncher> plugins) throws Exception {
        for (Check check : ObserverLauncherChecks.of(plugins, this::spec)) {
            check.body().run();
        }
    }

    private ObserverSpec spec() {
        URI node = URI.create("http://127.0.0.1:8080");
        return new ObserverSpec(
                "o" + ids.incrementAndGet(), "m1", URI.create("ws://h:1/"), "s", "k", 10, 99, List.of(node));
    }

    @Test
    void passesOneThatKeepsWhatRunsWhereAllFindIt() {
        Map<String, RunningObserver> shared = new LinkedHashMap<>();

        assertThatCode(() -> run(() -> new Table(shared))).doesNotThrowAnyException();
    }

    @Test
    void findsOneThatKeepsWhatRunsToItself() {
        assertThatThrownBy(() -> run(() -> new Table(new LinkedHashMap<>())))
                .isInstanceOf(BrokenContract.class)
                .hasMessageContaining("which was launched");
    }

    @Test
    void findsOneThatEndsWhatWasNeverStarted() {
        assertThatThrownBy(() -> run(() -> new Table(new LinkedHashMap<>()) {
                    @Override
                    public boolean stop(String observer) {
                        return true;
                    }
                }))
                .isInstanceOf(BrokenContract.class)
                .hasMessageContaining("nobody has started");
    }

    @Test
    void findsOneThatAnswersNull() {
        assertThatThrownBy(() -> run(() -> new Table(new LinkedHashMap<>()) {
                    @Override
                    public List<RunningObserver> running() {
                        return null;
                    }
                }))
                .isInstanceOf(BrokenContract.class)
                .hasMessageContaining("running answered null");
    }
}
