package io.patchbay.migrator.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.migrator.internal.store.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often shared resources are looked at. */
class SharedLooksTest {
    private final CountingTree tree = new CountingTree();
    private final SharedResources shared = new SharedResources(tree);
    private final List<String> seen = new ArrayList<>();

    private static SharedKey network(int number) {
        return new SharedKey(SharedKind.NETWORK, "n" + number, "site");
    }

    private void made(int number, String... holders) {
        tree.entries.put(
                Paths.sharedName(network(number)),
                SharedRecord.making(network(number), Optional.empty(), new TaskKey("job", "net"))
                        .toJson());
        tree.holders.put(Paths.sharedName(network(number)), new TreeSet<>(Set.of(holders)));
    }

    private void told(int number) {
        shared.changed(Paths.holder(network(number), "job"), () -> seen.add("n" + number));
    }

    @Test
    void looksOnlyAtWhatHasChanged() {
        IntStream.range(0, 1000).forEach(number -> made(number, "job"));
        told(7);
        tree.answerAll();

        assertThat(tree.questions).isEqualTo(2);
        assertThat(shared.view(network(7)))
                .get()
                .extracting(SharedView::holders)
                .isEqualTo(Set.of("job"));
        assertThat(seen).containsExactly("n7");
    }

    @Test
    void looksOnceMoreAtWhatHasChangedMeanwhileHoweverOften() {
        made(1, "job");
        IntStream.range(0, 100).forEach(time -> told(1));
        tree.answer();
        tree.answer();
        made(1, "job", "other");
        tree.answerAll();

        assertThat(tree.questions).isEqualTo(4);
        assertThat(shared.view(network(1)))
                .get()
                .extracting(SharedView::holders)
                .isEqualTo(Set.of("job", "other"));
    }

    @Test
    void forgetsWhatIsGone() {
        made(1, "job");
        told(1);
        tree.answerAll();
        tree.entries.clear();
        told(1);
        tree.answerAll();

        assertThat(shared.all()).isEmpty();
    }

    @Test
    void asksNoMoreWhileTheConnectionIsAway() {
        tree.away = true;
        IntStream.range(0, 100).forEach(time -> told(1));
        tree.answerAll();

        assertThat(tree.questions).isEqualTo(1);
        tree.away = false;
        made(1, "job");
        told(1);
        tree.answerAll();
        assertThat(shared.all()).hasSize(1);
    }

    @Test
    void aSweepLooksAtWhatIsNotKnownAndAtSomeOthersUntilItHasSeenAll() {
        IntStream.range(0, 1000).forEach(number -> made(number, "job"));
        shared.refreshAll();
        tree.answerAll();
        made(1000, "job");
        int before = tree.questions;
        IntStream.range(0, 1000).forEach(number -> made(number, "job", "other"));
        shared.sweep();
        tree.answerAll();

        assertThat(shared.view(network(1000))).isPresent();
        assertThat(tree.questions - before).isLessThan(500);
        IntStream.range(0, 20).forEach(sweep -> {
            shared.sweep();
            tree.answerAll();
        });
        assertThat(shared.all()).filteredOn(view -> view.holders().size() == 1).hasSize(1);
    }

    /** Answers when told to, and counts what it was asked. */
    private static final class CountingTree implements EntryTree {
        private final Map<String, byte[]> entries = new TreeMap<>();
        private final Map<String, Set<String>> holders = new TreeMap<>();
        private final List<Runnable> pending = new ArrayList<>();
        private int questions;
        private boolean away;

        void answerAll() {
            while (!pending.isEmpty()) {
                answer();
            }
        }

        void answer() {
            List<Runnable> now = List.copyOf(pending);
            pending.clear();
            now.forEach(Runnable::run);
        }

        private <T> CompletionStage<T> later(Supplier<T> answer) {
            questions++;
            CompletableFuture<T> stage = new CompletableFuture<>();
            pending.add(() -> {
                if (away) {
                    stage.completeExceptionally(new EntriesUnavailableException("away"));
                } else {
                    stage.complete(answer.get());
                }
            });
            return stage;
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            return later(() ->
                    Optional.ofNullable(entries.get(Paths.nameOf(path))).map(content -> new Entry(0, 1, content)));
        }

        @Override
        public CompletionStage<List<String>> children(String path) {
            return later(() -> path.equals(Paths.SHARED)
                    ? List.copyOf(entries.keySet())
                    : List.copyOf(holders.getOrDefault(Paths.nameOf(path), Set.of())));
        }

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Watch watch(String path, EntryWatcher watcher) {
            throw new UnsupportedOperationException();
        }
    }
}
