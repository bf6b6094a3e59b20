package io.patchbay.election.latch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskKey;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The election on a real ZooKeeper; each latch is that of one node, unless it says otherwise. */
class LatchTest {
    private static final TaskKey TASK = new TaskKey("job", "task");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TIMEOUT_MILLIS = 30_000; // nothing is to end by itself

    private final NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
    private final List<CuratorFramework> clients = new ArrayList<>();
    private final List<Latch> latches = new ArrayList<>();

    @BeforeEach
    void startZooKeeper(@TempDir Path folder) throws Exception {
        File files = folder.toFile();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        connections.startup(new ZooKeeperServer(files, files, TIMEOUT_MILLIS / 10));
    }

    @AfterEach
    void stopZooKeeper() {
        latches.forEach(Latch::close);
        clients.forEach(CuratorFramework::close);
        connections.shutdown();
    }

    private CuratorFramework client() throws InterruptedException {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString("127.0.0.1:" + connections.getLocalPort())
                .sessionTimeoutMs(TIMEOUT_MILLIS)
                .retryPolicy(new RetryNTimes(0, 0))
                .build();
        clients.add(client);
        client.start();
        assertThat(client.blockUntilConnected(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS))
                .isTrue();
        return client;
    }

    private Latch latch(CuratorFramework client) {
        Latch latch = new Latch(client);
        latches.add(latch);
        return latch;
    }

    private static void awaitElection(AtomicInteger elected) {
        await().atMost(PATIENCE).until(() -> elected.get() == 1);
    }

    private static AtomicInteger stand(Latch latch) {
        AtomicInteger elected = new AtomicInteger();
        TaskElection.Candidacy unused = latch.stand(TASK, elected::incrementAndGet); // ends with the latch
        return elected;
    }

    @Test
    void whoStandsAloneIsElected() throws Exception {
        awaitElection(stand(latch(client())));
    }

    @Test
    void whoWithdrawsLetsAnotherTry() throws Exception {
        AtomicInteger elected = new AtomicInteger();
        TaskElection.Candidacy candidacy = latch(client()).stand(TASK, elected::incrementAndGet);
        awaitElection(elected);
        candidacy.close();
        awaitElection(stand(latch(client())));
    }

    @Test
    void anElectionThatIsReplacedLeavesItsLatchesToItsSuccessorOnTheSameNode() throws Exception {
        CuratorFramework node = client();
        Latch replaced = latch(node);
        awaitElection(stand(replaced));
        replaced.close();
        awaitElection(stand(latch(node)));
    }

    @Test
    void whoStillWaitsWhenItsElectionIsReplacedTriesWithoutIt() throws Exception {
        awaitElection(stand(latch(client())));
        Latch replaced = latch(client());
        AtomicInteger elected = stand(replaced);
        replaced.close();
        awaitElection(elected);
    }
}
