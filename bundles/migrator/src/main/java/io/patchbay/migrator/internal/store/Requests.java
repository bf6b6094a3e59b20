package io.patchbay.migrator.internal.store;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Requests to the tree that consist of several. No state. */
public final class Requests {
    private static final int AT_ONCE = 256;

    private Requests() {}

    /** Asks for one thing after the other, some hundred at once, and collects the answers in order. */
    public static <A, B> CompletionStage<List<B>> each(List<A> questions, Function<A, CompletionStage<B>> ask) {
        return from(questions, 0, new ArrayList<>(questions.size()), ask);
    }

    private static <A, B> CompletionStage<List<B>> from(
            List<A> questions, int first, List<B> answers, Function<A, CompletionStage<B>> ask) {
        if (first >= questions.size()) {
            return CompletableFuture.completedFuture(answers);
        }
        int end = Math.min(questions.size(), first + AT_ONCE);
        List<CompletableFuture<B>> asked = questions.subList(first, end).stream()
                .map(question -> ask.apply(question).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenCompose(all -> {
                    asked.forEach(answer -> answers.add(answer.join()));
                    return from(questions, end, answers, ask);
                });
    }

    /** Makes entries that may be there already, each in a transaction of its own, in order. */
    public static CompletionStage<Void> ensure(EntryTree tree, List<String> paths) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (String path : paths) {
            done = done.thenCompose(before -> tree.commit(List.of(new EntryChange.Create(path, new byte[0], false))))
                    .thenApply(Requests::acceptPresent);
        }
        return done;
    }

    private static Void acceptPresent(CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Conflict conflict && conflict.reason() != CommitOutcome.Reason.PRESENT) {
            throw new IllegalStateException("an entry of the migrator could not be made: " + conflict.reason());
        }
        return null;
    }

    /** Cuts changes into commits that are not too large. */
    public static List<List<EntryChange>> commits(List<EntryChange> changes) {
        List<List<EntryChange>> commits = new ArrayList<>();
        List<EntryChange> current = new ArrayList<>();
        int bytes = 0;
        for (EntryChange change : changes) {
            if (!current.isEmpty()
                    && (bytes + change.size() > EntryTree.MAX_COMMIT_BYTES / 2 || current.size() >= 500)) {
                commits.add(current);
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(change);
            bytes += change.size();
        }
        if (!current.isEmpty()) {
            commits.add(current);
        }
        return commits;
    }
}
