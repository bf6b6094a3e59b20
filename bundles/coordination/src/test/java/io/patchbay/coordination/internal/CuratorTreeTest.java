package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shared entries on a real ZooKeeper. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CuratorTreeTest {
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TestCluster cluster;
    private Line line;
    private CuratorFramework client;
    private EntryTree tree;

    @BeforeEach
    void connect() throws InterruptedException {
        cluster = new TestCluster(folder);
        line = new Line(cluster.port());
        String servers = "127.0.0.1:" + line.port();
        client = ClusterClient.create(
                new Ensemble("test", () -> servers, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(2)),
                "patchbay");
        CountDownLatch told = new CountDownLatch(1); // what is told of connections from now on is of later ones
        client.getConnectionStateListenable().addListener((source, state) -> told.countDown());
        client.start();
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
        tree = new CuratorTree(client);
    }

    @AfterEach
    void close() {
        client.close();
        line.close();
        cluster.close();
    }

    @Test
    void makesAllChangesOfACommitOrNone() {
        assertThat(commit(create("/a"), create("/a/b"))).isInstanceOf(CommitOutcome.Committed.class);

        assertThat(commit(create("/c"), create("/a")))
                .isEqualTo(new CommitOutcome.Conflict(1, CommitOutcome.Reason.PRESENT));

        assertThat(done(tree.read("/c"))).isEmpty();
        assertThat(done(tree.children("/a"))).containsExactly("b");
    }

    @Test
    void tellsWhichConditionDoesNotHold() {
        commit(create("/a"), create("/a/b"));

        assertThat(commit(new EntryChange.Check("/a", -1), new EntryChange.Write("/a", TEXT, 7)))
                .isEqualTo(new CommitOutcome.Conflict(1, CommitOutcome.Reason.OTHER_VERSION));
        assertThat(commit(new EntryChange.Check("/none", -1)))
                .isEqualTo(new CommitOutcome.Conflict(0, CommitOutcome.Reason.ABSENT));
        assertThat(commit(new EntryChange.Delete("/a", -1)))
                .isEqualTo(new CommitOutcome.Conflict(0, CommitOutcome.Reason.NOT_EMPTY));
    }

    @Test
    void countsTheVersionsOfAnEntryFromZero() {
        commit(create("/a"));
        commit(new EntryChange.Write("/a", TEXT, 0));

        assertThat(done(tree.read("/a"))).hasValueSatisfying(entry -> {
            assertThat(entry.version()).isEqualTo(1);
            assertThat(entry.value()).isEqualTo(TEXT);
        });
    }

    @Test
    void refusesWhatWouldCutTheConnection() {
        byte[] huge = new byte[EntryTree.MAX_COMMIT_BYTES];

        assertThatThrownBy(() -> tree.commit(List.of(new EntryChange.Create("/a", huge, false))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheConnectionIsCut() {
        line.cut();

        assertThatThrownBy(() -> done(tree.commit(List.of(create("/a")))))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(EntriesUnavailableException.class);
        assertThatThrownBy(() -> done(tree.read("/a"))).hasCauseInstanceOf(EntriesUnavailableException.class);
    }

    @Test
    void watchesEverythingBeneathAPathThroughACutConnection() {
        Recorder recorder = new Recorder();
        EntryTree.Watch watch = tree.watch("/a", recorder);
        await().until(() -> recorder.told.contains("connected"));
        commit(create("/a"), create("/a/b"));
        await().until(() -> recorder.told.contains("/a/b"));

        line.cut();
        await().until(() -> recorder.told.contains("suspended"));
        line.mend();
        await().until(() -> recorder.told.lastIndexOf("connected") > recorder.told.indexOf("suspended"));
        commit(create("/a/c"));

        await().until(() -> recorder.told.contains("/a/c"));
        watch.close();
    }

    @Test
    void isNotTakenForLostBecauseRequestsFailMeanwhile() {
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        client.getConnectionStateListenable().addListener((source, state) -> states.add(state));
        Recorder recorder = new Recorder();
        tree.watch("/a", recorder);
        await().until(() -> recorder.told.contains("connected"));

        line.cut();
        for (int number = 0; number < 200; number++) {
            assertThatThrownBy(() -> done(tree.children("/a"))).hasCauseInstanceOf(EntriesUnavailableException.class);
        }
        line.mend();
        await().until(() -> states.contains(ConnectionState.RECONNECTED));
        await().until(() -> recorder.told.indexOf("connected") < recorder.told.lastIndexOf("connected"));
        commit(create("/a"));
        await().until(() -> recorder.told.contains("/a"));

        assertThat(states).containsExactly(ConnectionState.SUSPENDED, ConnectionState.RECONNECTED);
        assertThat(recorder.told).containsExactly("connected", "suspended", "connected", "/a");
    }

    @Test
    void repeatsInTheBackgroundWhatFailedMeanwhile() throws Exception {
        List<ConnectionState> states = new CopyOnWriteArrayList<>();
        client.getConnectionStateListenable().addListener((source, state) -> states.add(state));
        CompletableFuture<Integer> answered = new CompletableFuture<>();
        commit(create("/a"));
        line.cut();
        await().until(() -> states.contains(ConnectionState.SUSPENDED));

        client.create()
                .inBackground((source, event) -> answered.complete(event.getResultCode()))
                .forPath("/b");
        line.mend();

        assertThat(done(answered)).isZero();
        assertThat(states).doesNotContain(ConnectionState.LOST);
    }

    @Test
    void movesWatchesToTheNextClient() {
        SharedTree shared = new SharedTree();
        Recorder recorder = new Recorder();
        shared.watch("/a", recorder);
        shared.attach(tree);
        await().until(() -> recorder.told.contains("connected"));
        shared.detach();
        assertThatThrownBy(() -> done(shared.read("/a"))).hasCauseInstanceOf(EntriesUnavailableException.class);

        shared.attach(new CuratorTree(client));
        await().until(() -> recorder.told.lastIndexOf("connected") > recorder.told.indexOf("suspended"));
        commit(create("/a"));

        await().until(() -> recorder.told.contains("/a"));
        assertThat(recorder.told).containsOnlyOnce("/a");
    }

    private CommitOutcome commit(EntryChange... changes) {
        return done(tree.commit(List.of(changes)));
    }

    private static EntryChange create(String path) {
        return new EntryChange.Create(path, TEXT, false);
    }

    private static <T> T done(java.util.concurrent.CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static final class Recorder implements EntryWatcher {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void changed(String path) {
            told.add(path);
        }

        @Override
        public void connected(long session) {
            told.add("connected");
        }

        @Override
        public void suspended() {
            told.add("suspended");
        }
    }
}
