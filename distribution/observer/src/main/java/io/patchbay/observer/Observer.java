package io.patchbay.observer;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.patchbay.api.lobby.Observers;
import io.patchbay.support.RandomIds;
import io.patchbay.support.Threads;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observer: gets a match from its play server by one connection, and hands it on to spectators. One event loop serves source and
 * spectators; the nodes are told by threads of their own. Thread-safe.
 */
final class Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);
    private static final Duration FIRST_STATE = Duration.ofSeconds(10);
    private static final Duration JOINED = Duration.ofSeconds(30);
    private static final long PARENT_MILLIS = 500;
    private static final long CLOSE_MILLIS = 1000;

    private final ObserverOptions options;
    private final EventLoopGroup loop = new NioEventLoopGroup(1, Threads.named("observer"));
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final SpectatorServer server;
    private final Audience audience;
    private final Reports reports;

    private Observer(ObserverOptions options, Clock clock) throws IOException {
        this.options = options;
        this.reports = new Reports(options.seats(), () -> Threads.timer("observer-report"), System::nanoTime);
        this.audience = new Audience(options.seats(), reports::taken);
        this.server = SpectatorServer.start(
                loop,
                new InetSocketAddress(options.bind(), options.port()),
                options.seats() + SpectatorServer.WITHOUT_SEAT,
                audience,
                new SpectatorTickets(options.ticketKey()),
                clock);
        CompletableFuture<Ending> unused = ending.whenComplete((why, failed) -> close(why));
    }

    /**
     * Starts an observer; when this returns, it has the state of the match, and has joined or ended again.
     *
     * @throws IOException if it cannot listen, or gets no match, or no node lets it in
     */
    static Observer start(ObserverOptions options, Clock clock) throws IOException, InterruptedException {
        Observer observer = new Observer(options, clock);
        try {
            observer.watch(clock); // first: it may end while it is still starting
            observer.follow();
            observer.join();
            return observer;
        } catch (IOException failed) {
            observer.end(Ending.STOPPED);
            throw failed;
        }
    }

    /** Whether it came so far that spectators may be sent to it. */
    boolean hasJoined() {
        return reports.joined().isDone() && !ending.isDone();
    }

    /** Where spectators reach it from here. */
    String url() {
        String host = options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
        return "ws://" + host + ":" + server.port();
    }

    /** Ends it, and waits until spectators and nodes have been told; only the first reason counts. */
    void end(Ending why) {
        ending.complete(why);
        ended.join();
    }

    /** Waits until it has ended. */
    Ending awaitEnd() throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void follow() throws IOException, InterruptedException {
        if (ending.isDone()) {
            return;
        }
        CompletableFuture<Void> first =
                Source.connect(loop, options.source(), options.sourceTicket(), audience::tell, why -> {
                    LOG.info("The source has ended: {}", why.reason());
                    ending.complete(why);
                });
        await(first, FIRST_STATE, "the source tells no state of the match");
    }

    private void join() throws IOException, InterruptedException {
        if (ending.isDone()) {
            return; // if it comes just after this, a report may be sent, and the last word after it
        }
        Map<String, Object> description = description();
        reports.start(options.nodes().stream()
                .map(node -> new NodeClient(node, options.token(), options.id(), description))
                .toList());
        await(reports.joined(), JOINED, "no node lets it in");
    }

    /** Waits for something, but not longer than until this has to end. */
    private void await(CompletableFuture<Void> step, Duration patience, String late)
            throws IOException, InterruptedException {
        try {
            Object unused = CompletableFuture.anyOf(step, ending).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            throw new IOException(late, silent);
        } catch (ExecutionException failed) {
            if (!ending.isDone()) { // else the step has failed because of that
                throw new IOException(failed.getCause().getMessage(), failed.getCause());
            }
        }
    }

    private void watch(Clock clock) {
        long left = Math.max(0, options.endsAtMillis() - clock.millis());
        loop.execute(
                () -> { // both from there: the first may end the loop for whoever is outside
                    Future<?> unused =
                            loop.schedule(() -> ending.complete(Ending.TIME_OVER), left, TimeUnit.MILLISECONDS);
                    options.parent().ifPresent(this::watch);
                });
    }

    private void watch(long parent) {
        Future<?> unused = loop.scheduleWithFixedDelay(
                () -> {
                    if (!isChildOf(parent)) {
                        ending.complete(Ending.PARENT_GONE);
                    }
                },
                0,
                PARENT_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** A process whose parent dies gets another one at once; so a process that has got the parent's id since is not taken for it. */
    private static boolean isChildOf(long parent) {
        return ProcessHandle.current()
                .parent()
                .filter(one -> one.pid() == parent)
                .isPresent();
    }

    /** On a thread of its own: nodes are waited for, and the event loop is to tell spectators meanwhile. */
    private void close(Ending why) {
        Thread closing = new Thread(
                () -> {
                    server.close();
                    CompletableFuture<Void> told = new CompletableFuture<>();
                    loop.execute(() -> audience.end(why, told));
                    reports.quit();
                    CompletableFuture<Void> unused = told.completeOnTimeout(null, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
                    told.join();
                    loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                            .awaitUninterruptibly(CLOSE_MILLIS);
                    ended.complete(why);
                },
                "patchbay-observer-close");
        closing.setDaemon(true);
        closing.start();
    }

    private Map<String, Object> description() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("hostname", options.advertise().orElse(options.bind()));
        info.put("port", server.port());
        info.put("maxLoad", 1.0);
        info.put("seats", options.seats());
        info.put("capacity", Map.of(Observers.MATCHES, List.of(options.match())));
        options.via().ifPresent(via -> info.put("viaHost", via));
        return Map.of("purpose", Observers.PURPOSE, "incarnation", RandomIds.hex24(), "info", info);
    }
}
