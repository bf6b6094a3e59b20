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
import java.util.function.Supplier;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;

/**
 * The shared entries, over the session that a client of Curator's keeps. Requests go to ZooKeeper directly: of each that fails while
 * the connection is away, Curator would conclude that the session is lost, tell so, and take it back, and whoever is told asks again.
 * Thread-safe; never blocks.
 */
public final class CuratorTree implements EntryTree {
    private final CuratorFramework client;
    private final Namespace namespace;

    public CuratorTree(CuratorFramework client) {
        this.client = client;
        this.namespace = new Namespace(client.getNamespace());
    }

    @Override
    public CompletionStage<CommitOutcome> commit(List<EntryChange> changes) {
        int bytes = changes.stream().mapToInt(EntryChange::size).sum();
        if (changes.isEmpty() || bytes > MAX_COMMIT_BYTES) {
            throw new IllegalArgumentException(
                    "a commit must have 1 to " + MAX_COMMIT_BYTES + " bytes but had " + bytes);
        }
        return ask((zooKeeper, answer) -> {
            List<Op> operations = new ArrayList<>(changes.size());
            for (EntryChange change : changes) {
                operations.add(operationOf(change).get());
            }
            zooKeeper.multi(
                    operations,
                    (code, path, context, results) -> answer(answer, code, () -> outcomeOf(code, results)),
                    null);
        });
    }

    @Override
    public CompletionStage<Optional<Entry>> read(String path) {
        return ask((zooKeeper, answer) -> zooKeeper.getData(
                namespace.full(path),
                false,
                (code, full, context, content, stat) -> answer(
                        answer,
                        code,
                        () -> code == Code.NONODE.intValue()
                                ? Optional.empty()
                                : Optional.of(new Entry(stat.getVersion(), stat.getCzxid(), content))),
                null));
    }

    @Override
    public CompletionStage<List<String>> children(String path) {
        return ask((zooKeeper, answer) -> zooKeeper.getChildren(
                namespace.full(path),
                false,
                (int code, String full, Object context, List<String> names) ->
                        answer(answer, code, () -> code == Code.NONODE.intValue() ? List.of() : names),
                null));
    }

    @Override
    public Watch watch(String path, EntryWatcher watcher) {
        return TreeWatch.start(client, namespace, path, watcher);
    }

    /** Something to ask of ZooKeeper. */
    private interface Question<T> {
        void put(ZooKeeper zooKeeper, CompletableFuture<T> answer) throws Exception;
    }

    private <T> CompletionStage<T> ask(Question<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!client.getZookeeperClient().isConnected()) { // else the request would wait for a connection
            answer.completeExceptionally(new EntriesUnavailableException("ZooKeeper is not connected"));
            return answer;
        }
        try {
            question.put(client.getZookeeperClient().getZooKeeper(), answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(new EntriesUnavailableException("interrupted", interrupted));
        } catch (Exception failed) {
            answer.completeExceptionally(new EntriesUnavailableException("ZooKeeper was not asked: " + failed, failed));
        }
        return answer;
    }

    private static <T> void answer(CompletableFuture<T> answer, int code, Supplier<T> reading) {
        try {
            Code meaning = Code.get(code);
            if (meaning == Code.OK || isConflict(meaning)) {
                answer.complete(reading.get());
            } else {
                answer.completeExceptionally(new EntriesUnavailableException("ZooKeeper answered " + meaning));
            }
        } catch (RuntimeException unexpected) {
            answer.completeExceptionally(unexpected);
        }
    }

    /** Curator adds the namespace, and who may read what is made. */
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

    private static CommitOutcome outcomeOf(int code, List<OpResult> results) {
        if (code == Code.OK.intValue()) {
            return new CommitOutcome.Committed();
        }
        for (int index = 0; index < results.size(); index++) {
            if (results.get(index) instanceof OpResult.ErrorResult error) {
                Code reason = Code.get(error.getErr());
                if (isConflict(reason)) {
                    return new CommitOutcome.Conflict(index, reasonOf(reason));
                }
            }
        }
        throw new EntriesUnavailableException(
                "ZooKeeper refused a commit with " + Code.get(code) + " and does not say which change");
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
}
