package io.patchbay.coordination.standalone;

import io.patchbay.coordination.internal.ServerSettings;
import io.patchbay.coordination.internal.ServerSupervisor;
import io.patchbay.support.Backoff;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * {@code patchbay zookeeper}: a ZooKeeper for several nodes, in a JVM of its own and without a framework. It asks nobody for a
 * secret: whoever reaches its port may read and change everything that is not protected by an access list, which is why it
 * listens on the loopback interface unless it is told otherwise.
 */
public final class StandaloneZooKeeper implements AutoCloseable {
    private static final int WRONG_USE = 2;
    private static final int FAILED = 1;
    private static final int RETAINED = 3;
    private static final Duration PURGE_EVERY = Duration.ofHours(1);

    private final ServerSupervisor server;
    private final FileChannel lock;
    private final String address;

    private StandaloneZooKeeper(ServerSupervisor server, FileChannel lock, String address) {
        this.server = server;
        this.lock = lock;
        this.address = address;
    }

    public static void main(String[] words) throws InterruptedException {
        int code = run(System.out, System.err, words);
        if (code != 0) {
            System.exit(code);
        }
        new CountDownLatch(1).await(); // until SIGTERM
    }

    /** Starts, says so, and arranges for an orderly end; otherwise says why not in one line. */
    private static int run(PrintStream out, PrintStream err, String... words) {
        try {
            StandaloneZooKeeper started = start(Options.parse(words));
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "patchbay-zookeeper-stop"));
            out.println("ready " + started.address());
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println("patchbay zookeeper: " + wrong.getMessage());
            return WRONG_USE;
        } catch (IOException failed) {
            err.println("patchbay zookeeper: " + failed.getMessage());
            return FAILED;
        }
    }

    /**
     * Starts a server.
     *
     * @throws IllegalArgumentException if a value cannot be used, the data by another process included
     * @throws IOException if it cannot listen, or cannot read its data
     */
    static StandaloneZooKeeper start(Options options) throws IOException {
        if (new InetSocketAddress(options.bind(), options.port()).isUnresolved()) {
            throw new IllegalArgumentException("--bind must be an address of this machine but was " + options.bind());
        }
        requireFree(options);
        FileChannel lock = lock(options.data());
        ServerSettings settings = new ServerSettings(
                options.data(), options.bind(), options.port(), Optional.empty(), RETAINED, PURGE_EVERY);
        ServerSupervisor server = new ServerSupervisor(
                settings, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), new SecureRandom()));
        try {
            int port = server.start().toCompletableFuture().join();
            return new StandaloneZooKeeper(server, lock, options.bind() + ":" + port);
        } catch (CompletionException failed) {
            server.close();
            lock.close();
            throw new IOException(
                    "cannot start on " + options.bind() + ":" + options.port() + " with --data " + options.data() + ": "
                            + failed.getCause().getMessage(),
                    failed);
        }
    }

    /** Asked here, since the supervisor writes a trace of every attempt. */
    private static void requireFree(Options options) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true); // as the server does
            probe.bind(new InetSocketAddress(options.bind(), options.port()));
        } catch (IOException taken) {
            throw new IOException(
                    "cannot start on " + options.bind() + ":" + options.port() + ": " + taken.getMessage(), taken);
        }
    }

    /** Where it listens, {@code HOST:PORT}. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        server.close();
        try {
            lock.close();
        } catch (IOException failed) {
            throw new IllegalStateException("could not release the data", failed);
        }
    }

    private static FileChannel lock(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel channel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new IllegalArgumentException("--data " + data + " is in use by another process");
            }
            return channel;
        } catch (IOException unusable) {
            throw new IllegalArgumentException("--data " + data + " cannot be used: " + unusable, unusable);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null; // held until the channel is closed
        } catch (OverlappingFileLockException byThisProcess) {
            return false;
        }
    }
}
