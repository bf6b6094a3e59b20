package io.patchbay.migrator.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final SlowTree tree = new SlowTree();
    private final Workers workers = new Workers(tree, "node-1");

    @Test
    void entersOnceThoughToldTwiceThatItIsConnected() {
        workers.enter(0xA);
        workers.enter(0xA);
        tree.answerAll();

        assertThat(tree.names).singleElement().isEqualTo(workers.self().orElseThrow());
        assertThat(workers.count()).isEqualTo(1);
        assertThat(workers.place()).isZero();
    }

    @Test
    void entersOnceThoughTheFirstAnswerIsLost() {
        CompletableFuture<Void> first = workers.enter(0xA).toCompletableFuture();
        tree.loseAnswer();
        workers.enter(0xA);
        tree.answerAll();

        assertThat(first).isCompletedExceptionally();
        assertThat(tree.names).singleElement().isEqualTo(workers.self().orElseThrow());
    }

    @Test
    void entersUnderAnotherNameInAnotherSession() {
        workers.enter(0xA);
        tree.answerAll();
        String before = workers.self().orElseThrow();
        workers.enter(0xB);
        tree.answerAll();

        assertThat(workers.self()).get().isNotEqualTo(before).asString().endsWith(".b");
    }

    @Test
    void isNotTheWorkerOfASessionThatHasEnded() {
        workers.enter(0xA);
        workers.enter(0xB);
        tree.answerLast();
        tree.answerAll();

        assertThat(workers.self()).get().asString().endsWith(".b");
        assertThat(tree.names).containsExactly(workers.self().orElseThrow());
    }

    @Test
    void isNoWorkerIfTheConnectionGoesAwayWhileItEnters() {
        workers.enter(0xA);
        workers.suspend();
        tree.answerAll();

        assertThat(workers.self()).isEmpty();
    }

    @Test
    void isTheSameWorkerWhenTheConnectionIsBack() {
        workers.enter(0xA);
        tree.answerAll();
        String before = workers.self().orElseThrow();
        workers.suspend();
        workers.enter(0xA);
        tree.answerAll();

        assertThat(workers.self()).contains(before);
        assertThat(tree.names).containsExactly(before);
    }

    @Test
    void failsWhereWorkersCannotBeKept() {
        CompletableFuture<Void> entering = workers.enter(0xA).toCompletableFuture();
        tree.refuseNext();

        assertThat(entering)
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("could not enter the workers: ABSENT");
    }

    /** Makes entries at once, and answers when told to. */
    private static final class SlowTree implements EntryTree {
        private final Set<String> names = new TreeSet<>();
        private final List<Pending> pending = new ArrayList<>();

        private record Pending(CommitOutcome outcome, CompletableFuture<CommitOutcome> answer) {}

        @Override
        public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
            String path = changes.get(0).path();
            if (changes.get(0) instanceof EntryChange.Delete) {
                names.remove(path.substring(path.lastIndexOf('/') + 1));
                return CompletableFuture.completedFuture(new CommitOutcome.Committed());
            }
            boolean made = names.add(path.substring(path.lastIndexOf('/') + 1));
            CompletableFuture<CommitOutcome> answer = new CompletableFuture<>();
            pending.add(new Pending(
                    made ? new CommitOutcome.Committed() : new CommitOutcome.Conflict(0, CommitOutcome.Reason.PRESENT),
                    answer));
            return answer;
        }

        void answerAll() {
            Queue<Pending> all = new ArrayDeque<>(pending);
            pending.clear();
            all.forEach(each -> each.answer.complete(each.outcome));
        }

        void answerLast() {
            Pending last = pending.remove(pending.size() - 1);
            last.answer.complete(last.outcome);
        }

        void loseAnswer() {
            pending.remove(0).answer.completeExceptionally(new EntriesUnavailableException("the connection was lost"));
        }

        void refuseNext() {
            pending.remove(0).answer.complete(new CommitOutcome.Conflict(0, CommitOutcome.Reason.ABSENT));
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<List<String>> children(String path) {
            return CompletableFuture.completedFuture(List.copyOf(names));
        }

        @Override
        public Watch watch(String path, EntryWatcher watcher) {
            throw new UnsupportedOperationException();
        }
    }
}
