package io.patchbay.coordination.internal;

import io.patchbay.support.Backoff;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a ZooKeeper server running in this process: starts it again, on the same port and data, when its disk fails, when one of
 * its threads dies or when it wants to end the JVM. Thread-safe; the server is confined to the supervisor's own thread.
 */
public final class ServerSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSupervisor.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int STEADY_LOOKS = 30; // a server that ran so long has got over its failure
    private static final int BINDS = 5;
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final ServerSettings settings;
    private final Backoff backoff;
    private final Loop loop = new Loop("zookeeper");
    private final IntConsumer exits = this::exitRequested;
    private final CompletableFuture<Integer> first = new CompletableFuture<>();
    private volatile int port;
    // what follows is confined to the thread
    private Runnable listener = () -> {};
    private Optional<ServerRun> running = Optional.empty();
    private int life;
    private int failures;
    private int binds;
    private int looks;
    private boolean restarting;

    public ServerSupervisor(ServerSettings settings, Backoff backoff) {
        this.settings = settings;
        this.backoff = backoff;
        this.port = settings.port();
    }

    /**
     * Starts the server, and goes on trying if that fails.
     *
     * @return the port, once the server listens; failed if the first attempt fails
     */
    public CompletionStage<Integer> start() {
        ExitRequests.listen(exits);
        loop.execute(this::open);
        loop.every(LOOK, this::look);
        loop.every(settings.purgeEvery(), this::purge);
        return first.copy();
    }

    /** Has somebody told, on the supervisor's thread, each time that the server listens; once at first if it does already. */
    public void whenListening(Runnable told) {
        loop.execute(() -> {
            listener = told;
            if (running.isPresent()) {
                told.run();
            }
        });
    }

    /** The port that the server listens at, or will; 0 before it did for the first time, if any port will do. */
    public int port() {
        return port;
    }

    /** Closes the server for good. */
    @Override
    public void close() {
        ExitRequests.forget(exits);
        loop.execute(this::stop);
        loop.close(CLOSING);
    }

    private void open() {
        int number = ++life;
        try {
            ServerRun run = ServerRun.start(settings, port, () -> failed(number));
            running = Optional.of(run);
            port = run.port();
            binds = 0;
            looks = 0;
            LOG.info("ZooKeeper listens at {}:{}, data in {}", settings.bind(), port, settings.data());
            listener.run();
            first.complete(port);
            purge();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | LinkageError failed) {
            LOG.error("ZooKeeper in {} does not start", settings.data(), failed);
            first.completeExceptionally(failed);
            choosePort(failed);
            startLater("it did not start");
        }
    }

    /** Whoever took the port meanwhile may keep it for long: gives it up after a while, if any port will do. */
    private void choosePort(Throwable failed) {
        binds = failed instanceof BindException ? binds + 1 : 0;
        if (binds >= BINDS && settings.port() == 0) {
            LOG.warn("Port {} is taken: ZooKeeper moves to another", port);
            port = 0;
            binds = 0;
        }
    }

    /** Called on any thread, also under ZooKeeper's locks. */
    private void failed(int number) {
        loop.execute(() -> {
            if (number == life) { // else the server has been replaced since
                startLater("its state is ERROR");
            }
        });
    }

    /** Called on any thread, also under ZooKeeper's locks. */
    private void exitRequested(int code) {
        loop.execute(() -> startLater("it asked to end the JVM with code " + code));
    }

    private void startLater(String reason) {
        if (restarting) {
            return; // one failure shows in several ways
        }
        restarting = true;
        Duration pause = backoff.after(failures++);
        LOG.warn("ZooKeeper in {} is started again in {} ms: {}", settings.data(), pause.toMillis(), reason);
        loop.after(pause, this::restart);
        stop();
    }

    private void restart() {
        restarting = false;
        open();
    }

    private void stop() {
        running.ifPresent(ServerRun::close);
        running = Optional.empty();
    }

    private void look() {
        if (running.isPresent() && !running.get().isRunning()) {
            startLater("it no longer runs");
        } else if (running.isPresent() && ++looks == STEADY_LOOKS) {
            failures = 0;
        }
    }

    private void purge() {
        if (running.isEmpty()) {
            return;
        }
        try {
            running.get().purge();
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Could not purge the data of ZooKeeper in {}", settings.data(), failed);
        }
    }
}
