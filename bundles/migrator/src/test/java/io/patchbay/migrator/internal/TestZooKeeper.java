package io.patchbay.migrator.internal;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.coordination.internal.CuratorTree;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/** A ZooKeeper in this process, that writes to a disk, and clients of it. Confined to the test's thread. */
final class TestZooKeeper implements AutoCloseable {
    private static final int TICK_MILLIS = 250;

    private final File folder;
    private NIOServerCnxnFactory connections;
    private ZooKeeperServer server;
    private int port;

    TestZooKeeper(Path folder) throws IOException, InterruptedException {
        this.folder = folder.toFile();
        start();
    }

    void start() throws IOException, InterruptedException {
        server = new ZooKeeperServer(folder, folder, TICK_MILLIS);
        connections = new NIOServerCnxnFactory();
        connections.configure(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        connections.startup(server);
        port = connections.getLocalPort();
    }

    void stop() {
        connections.shutdown();
    }

    /** Ends a client's session, as if it had not been heard of for too long. */
    void expire(CuratorFramework client) throws Exception {
        server.closeSession(client.getZookeeperClient().getZooKeeper().getSessionId());
    }

    CuratorFramework client() throws InterruptedException {
        CuratorFramework client = CuratorFrameworkFactory.builder()
                .connectString("127.0.0.1:" + port)
                .namespace("patchbay")
                .dontUseContainerParents()
                .sessionTimeoutMs(1500)
                .connectionTimeoutMs(1500)
                .retryPolicy(new RetryNTimes(0, 0))
                .build();
        client.start();
        if (!client.blockUntilConnected(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no connection");
        }
        return client;
    }

    /** Where a node has its keys. */
    Path keys(String node) {
        return folder.toPath().resolve(node + ".key");
    }

    static EntryTree tree(CuratorFramework client) {
        return new CuratorTree(client);
    }

    @Override
    public void close() {
        stop();
    }
}
