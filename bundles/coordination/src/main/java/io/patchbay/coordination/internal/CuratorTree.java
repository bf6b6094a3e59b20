package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.BackgroundCallback;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/** The shared entries through one client of Curator's. Thread-safe; never blocks. */
public final class CuratorTree implements EntryTree {
    private final CuratorFramework client;

    public CuratorTree(CuratorFramework client) {
        this.client = client;
    }

    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        int bytes = changes.stream().mapToInt(EntryChange::size).sum();
        if (changes.isEmpty() || bytes > MAX_COMMIT_BYTES) {
            throw new IllegalArgumentException(
                    "a commit must have 1 to " + MAX_COMMIT_BYTES + " bytes but had " + bytes);
        }
        return ask(CuratorTree::outcomeOf, (callback, answer) -> {
            List<CuratorOp> operations = new ArrayList<>(changes.size());
            for (EntryChange change : changes) {
                operations.add(operationOf(change));
            }
            client.transaction()
                    .inBackground(callback)
                    .withUnhandledErrorListener(
                            (message, failed) -> answer.completeExceptionally(lost(message, failed)))
                    .forOperations(operations);
        });
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        return ask(
                event -> event.getResultCode() == Code.NONODE.intValue()
                        ? Optional.empty()
                        : Optional.of(new Entry(
                                event.getStat().getVersion(), event.getStat().getCzxid(), event.getData())),
                (callback, answer) -> client.getData()
                        .inBackground(callback)
                        .withUnhandledErrorListener(
                                (message, failed) -> answer.completeExceptionally(lost(message, failed)))
                        .forPath(path));
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        return ask(
                event -> event.getResultCode() == Code.NONODE.intValue() ? List.of() : event.getChildren(),
                (callback, answer) -> client.getChildren()
                        .inBackground(callback)
                        .withUnhandledErrorListener(
                                (message, failed) -> answer.completeExceptionally(lost(message, failed)))
                        .forPath(path));
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        return TreeWatch.start(client, path, watcher);
    }

    /** Something to ask of the client, which answers by the callback or fails the answer. */
    private interface Question<T> {
        void put(BackgroundCallback callback, CompletableFuture<T> answer) throws Exception;
    }

    private <T> CompletionStage<T> ask(Function<CuratorEvent, T> reading, Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        BackgroundCallback callback = (source, event) -> {
            try {
                Code code = Code.get(event.getResultCode());
                if (code == Code.OK || isConflict(code)) {
                    answer.complete(reading.apply(event));
                } else {
                    answer.completeExceptionally(new EntriesUnavailableException("ZooKeeper answered " + code));
                }
            } catch (RuntimeException unexpected) {
                answer.completeExceptionally(unexpected);
            }
        };
        try {
            question.put(callback, answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(lost("interrupted", interrupted));
        } catch (Exception failed) {
            answer.completeExceptionally(lost("ZooKeeper was not asked", failed));
        }
        return answer;
    }

    private CuratorOp operationOf(EntryChange change) throws Exception {
        if (change instanceof EntryChange.Create create) {
            return client.transactionOp()
                    .create()
                    .withMode(create.ephemeral() ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT)
                    .forPath(create.path(), create.content());
        }
        if (change instanceof EntryChange.Write write) {
            return client.transactionOp().setData().withVersion(write.version()).forPath(write.path(), write.content());
        }
        if (change instanceof EntryChange.Delete delete) {
            return client.transactionOp().delete().withVersion(delete.version()).forPath(delete.path());
        }
        EntryChange.Check check = (EntryChange.Check) change;
        return client.transactionOp().check().withVersion(check.version()).forPath(check.path());
    }

    private static CommitOutcome outcomeOf(CuratorEvent event) {
        if (event.getResultCode() == Code.OK.intValue()) {
            return new CommitOutcome.Committed();
        }
        List<CuratorTransactionResult> results =
                Optional.ofNullable(event.getOpResults()).orElse(List.of());
        for (int index = 0; index < results.size(); index++) {
            Code code = Code.get(results.get(index).getError());
            if (isConflict(code)) {
                return new CommitOutcome.Conflict(index, reasonOf(code));
            }
        }
        throw new EntriesUnavailableException("ZooKeeper refused a commit with " + Code.get(event.getResultCode())
                + " and does not say which change");
    }

    private static boolean isConflict(Code code) {
        return code == Code.NONODE || code == Code.NODEEXISTS || code == Code.BADVERSION || code == Code.NOTEMPTY;
    }

    private static CommitOutcome.Reason reasonOf(Code code) {
        return switch (code) {
            case NONODE -> CommitOutcome.Reason.ABSENT;
            case NODEEXISTS -> CommitOutcome.Reason.PRESENT;
            case NOTEMPTY -> CommitOutcome.Reason.NOT_EMPTY;
            default -> CommitOutcome.Reason.OTHER_VERSION;
        };
    }

    private static EntriesUnavailableException lost(String message, Throwable failed) {
        String reason = failed instanceof KeeperException keeper ? keeper.code().name() : String.valueOf(failed);
        return new EntriesUnavailableException(message + ": " + reason, failed);
    }
}
