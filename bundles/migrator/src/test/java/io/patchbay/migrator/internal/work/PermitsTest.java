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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PermitsTest {
    private static final List<Permits.Cap> ONE = List.of(new Permits.Cap("type.copy", 1));
    private static final List<Permits.Cap> TWO = List.of(new Permits.Cap("type.copy", 2));

    private final AskedTree tree = new AskedTree();
    private final Permits permits = new Permits(tree);

    private void refresh() {
        permits.refresh();
        tree.answerAll();
    }

    @Test
    void areReservedForOneOnly() {
        assertThat(permits.reserve(ONE)).contains(List.of("type.copy.0"));
        assertThat(permits.reserve(ONE)).isEmpty();
    }

    @Test
    void areNotReservedInPart() {
        permits.reserve(ONE);

        assertThat(permits.reserve(List.of(new Permits.Cap("target.a", 1), ONE.get(0))))
                .isEmpty();
        assertThat(permits.reserve(List.of(new Permits.Cap("target.a", 1)))).isPresent();
    }

    @Test
    void ofOtherNodesAreNotReserved() {
        tree.names.add("type.copy.0");
        refresh();

        assertThat(permits.reserve(TWO)).contains(List.of("type.copy.1"));
    }

    @Test
    void areReservedOnceOtherNodesHaveGivenThemBack() {
        tree.names.add("type.copy.0");
        refresh();
        tree.names.clear();
        refresh();

        assertThat(permits.reserve(ONE)).isPresent();
    }

    @Test
    void stayReservedThoughTheirClaimIsNotMadeYet() {
        permits.reserve(ONE);
        refresh();

        assertThat(permits.reserve(ONE)).isEmpty();
    }

    @Test
    void areReservedAtOnceWhenThisNodeHasGivenThemBack() {
        List<String> own = permits.reserve(ONE).orElseThrow();
        tree.names.addAll(own);
        refresh();
        permits.returned(own);

        assertThat(permits.reserve(ONE)).isPresent();
    }

    @Test
    void areLookedAtOnceMoreHoweverOftenThatIsAskedMeanwhile() {
        CompletableFuture<Void> first = permits.refresh().toCompletableFuture();
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int time = 0; time < 100; time++) {
            others.add(permits.refresh().toCompletableFuture());
        }
        tree.answer();
        assertThat(first).isDone();
        assertThat(others).noneMatch(CompletableFuture::isDone);
        tree.answerAll();

        assertThat(others).allMatch(CompletableFuture::isDone);
        assertThat(tree.questions).isEqualTo(2);
    }

    @Test
    void areLookedAtForWhoHasAskedSinceThoughTheLookBeforeFailed() {
        CompletableFuture<Void> first = permits.refresh().toCompletableFuture();
        tree.names.add("type.copy.0");
        CompletableFuture<Void> second = permits.refresh().toCompletableFuture();
        tree.fail();
        tree.answerAll();

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
        assertThat(permits.reserve(ONE)).isEmpty();
    }

    @Test
    void areAskedForNoMoreOnceALookHasFailed() {
        permits.refresh();
        tree.fail();

        assertThat(tree.questions).isEqualTo(1);
        assertThat(permits.reserve(ONE)).isPresent();
    }

    /** Answers when told to. */
    private static final class AskedTree implements EntryTree {
        private final List<String> names = new ArrayList<>();
        private final Queue<CompletableFuture<List<String>>> pending = new ArrayDeque<>();
        private int questions;

        void answer() {
            pending.remove().complete(List.copyOf(names));
        }

        void answerAll() {
            while (!pending.isEmpty()) {
                answer();
            }
        }

        void fail() {
            pending.remove().completeExceptionally(new EntriesUnavailableException("away"));
        }

        @Override
        public CompletionStage<List<String>> children(String path) {
            questions++;
            CompletableFuture<List<String>> stage = new CompletableFuture<>();
            pending.add(stage);
            return stage;
        }

        @Override
        public CompletionStage<Optional<Entry>> read(String path) {
            throw new UnsupportedOperationException();
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
