package io.patchbay.coordination.internal;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.persistence.FileSnap;
import org.apache.zookeeper.server.persistence.FileTxnLog;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;
import org.apache.zookeeper.server.persistence.Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of a ZooKeeper server, from loading its data to closing its port. Confined to the thread of its supervisor. */
final class ServerRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRun.class);
    private static final int CONNECTIONS_PER_HOST = 200;
    private static final long LOG_STEP_BYTES = 1 << 20; // ZooKeeper's 64 MB serve larger installations

    private final ServerSettings settings;
    private final FileTxnSnapLog log;
    private final GuardedServer server;
    private final Connections connections;
    private boolean listening;

    private ServerRun(ServerSettings settings, FileTxnSnapLog log, GuardedServer server, Connections connections) {
        this.settings = settings;
        this.log = log;
        this.server = server;
        this.connections = connections;
    }

    /**
     * Loads the data and opens the port.
     *
     * @param port 0 for any that is free
     * @param onError called when the server has failed, on any thread: must only hand over
     */
    static ServerRun start(ServerSettings settings, int port, Runnable onError)
            throws IOException, InterruptedException {
        FileTxnLog.setPreallocSize(LOG_STEP_BYTES);
        Files.createDirectories(settings.data());
        File folder = settings.data().toFile();
        FileTxnSnapLog log = new FileTxnSnapLog(folder, folder);
        Optional<Id> guard = settings.guard().map(Digest::id);
        ServerRun run = new ServerRun(settings, log, new GuardedServer(log, guard, onError), new Connections());
        try {
            run.server.startdata(); // before the port is open; a torn end of the log is cut off
            run.listen(port);
            return run;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            run.close();
            throw failed;
        }
    }

    private void listen(int port) throws IOException, InterruptedException {
        listening = true; // from here on there is a socket to close, even if it could not be bound
        connections.configure(new InetSocketAddress(settings.bind(), port), CONNECTIONS_PER_HOST, -1, false);
        connections.startup(server);
    }

    int port() {
        return connections.getLocalPort();
    }

    boolean isRunning() {
        return server.isRunning();
    }

    /** Deletes the snapshots and logs that are no longer needed. ZooKeeper's own way of doing so writes to standard output. */
    void purge() throws IOException {
        List<File> retained = log.findNValidSnapshots(settings.retained());
        if (retained.isEmpty()) {
            return;
        }
        long oldest = zxid(retained.get(retained.size() - 1), FileSnap.SNAPSHOT_FILE_PREFIX);
        List<File> needed = List.of(log.getSnapshotLogs(oldest)); // what happened since then
        try (Stream<Path> files = Files.list(log.getSnapDir().toPath())) {
            for (Path path : files.toList()) {
                File file = path.toFile();
                boolean snapshot = isOlder(file, FileSnap.SNAPSHOT_FILE_PREFIX, oldest);
                boolean transactions = isOlder(file, FileTxnLog.LOG_FILE_PREFIX, oldest) && !needed.contains(file);
                if (snapshot || transactions) {
                    LOG.debug("ZooKeeper no longer needs {}", path);
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean isOlder(File file, String kind, long zxid) {
        long own = zxid(file, kind);
        return own >= 0 && own < zxid;
    }

    /** The transaction that a file is named after; less than 0 if it is of another kind. */
    private static long zxid(File file, String kind) {
        return Util.getZxidFromName(file.getName(), kind);
    }

    /** Closes connections, server and files; what fails is logged. */
    @Override
    public void close() {
        try {
            if (listening) {
                connections.shutdown();
            }
            server.shutdown();
        } catch (RuntimeException failed) {
            LOG.warn("Could not close ZooKeeper in {} in order", settings.data(), failed);
        }
        try {
            log.close();
        } catch (IOException failed) {
            LOG.warn("Could not close the log of ZooKeeper in {}", settings.data(), failed);
        }
    }
}
