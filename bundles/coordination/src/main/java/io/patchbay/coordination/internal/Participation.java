package io.patchbay.coordination.internal;

import io.patchbay.support.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's part in the cluster, for as long as the node runs, however often ZooKeeper goes away. Thread-safe: all that happens
 * is brought to one thread, the loop, which alone decides and shows; a second thread does what has to wait for ZooKeeper.
 *
 * <p>Whatever happens (a connection, a watch, a failure that is over) leads to the same {@link RollCall}, so there is no state
 * from which it would not come back. An answer that was under way when the connection changed is thrown away.
 */
final class Participation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Participation.class);
    private static final Duration HIDING = Duration.ofSeconds(1);
    private static final Duration LEAVING = Duration.ofMillis(1500);

    private final Loop loop = new Loop("coordination");
    private final Loop waiting = new Loop("coordination-waiting");
    private final Ensemble ensemble;
    private final LeadershipMarker marker;
    private final Backoff backoff;
    private final CuratorFramework client;
    private final SessionFile sessions;
    private final String incarnation;
    private final Consumer<CuratorFramework> onStart;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();
    private final AtomicBoolean changeTold = new AtomicBoolean();
    private volatile View view;
    private volatile Optional<RollCall> rollCall = Optional.empty(); // until it is known as whom to stand
    // what follows is confined to the loop
    private Optional<HeldTerm> shown = Optional.empty();
    private boolean connected;
    private long connection; // counts how often the connection has come or gone
    private boolean looking;
    private boolean lookAgain;
    private boolean closed;
    private int failures;
    private long followed; // the newest term of another node that was told

    Participation(
            Ensemble ensemble,
            String namespace,
            SessionFile sessions,
            String incarnation,
            LeadershipMarker marker,
            Backoff backoff) {
        this(ensemble, namespace, sessions, incarnation, marker, backoff, started -> {});
    }

    /** @param onStart given the client once it is started; must not block */
    Participation(
            Ensemble ensemble,
            String namespace,
            SessionFile sessions,
            String incarnation,
            LeadershipMarker marker,
            Backoff backoff,
            Consumer<CuratorFramework> onStart) {
        this.onStart = onStart;
        this.ensemble = ensemble;
        this.marker = marker;
        this.backoff = backoff;
        this.client = ClusterClient.create(ensemble, namespace);
        this.sessions = sessions;
        this.incarnation = incarnation;
        this.view = View.before("ZooKeeper has not started yet");
    }

    /** The servers are there: connects, at first, or looks whether they have moved. */
    void reach() {
        if (begun.compareAndSet(false, true)) {
            view = View.before(unreachable());
            client.getConnectionStateListenable().addListener((source, state) -> onConnection(state));
            client.start();
            onStart.accept(client);
        } else {
            waiting.execute(this::askForMovedServers);
        }
    }

    /** The node's address is known: enters the cluster under it as soon as the connection is up. At most once. */
    void stand(Entries.Node self) {
        loop.execute(() -> {
            rollCall = Optional.of(new RollCall(client, ensemble, sessions, self, incarnation, this::onWatch));
            look();
        });
    }

    View view() {
        return view;
    }

    /** Stops leading, leaves the cluster, and ends the session if ZooKeeper can be reached. */
    @Override
    public void close() {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        CountDownLatch hidden = new CountDownLatch(1);
        loop.execute(() -> {
            closed = true;
            hide();
            hidden.countDown();
        });
        try {
            if (!hidden.await(HIDING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Leader work did not stop in {} ms: leaving all the same", HIDING.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        waiting.execute(this::leave);
        waiting.close(LEAVING);
        loop.close(HIDING);
    }

    private void leave() {
        boolean orderly = client.getZookeeperClient().isConnected();
        client.close();
        if (orderly) {
            rollCall.ifPresent(RollCall::forget);
        }
    }

    private void askForMovedServers() {
        try {
            client.getZookeeperClient().getZooKeeper(); // Curator looks where the servers are when it is asked for one
        } catch (Exception failed) {
            LOG.warn("Could not follow ZooKeeper to {}", ensemble.servers().get(), failed);
        }
    }

    private void onConnection(ConnectionState state) {
        boolean up = state == ConnectionState.CONNECTED || state == ConnectionState.RECONNECTED;
        loop.execute(() -> connectionChanged(up));
    }

    private void onWatch(WatchedEvent event) {
        boolean change = event.getType() != EventType.None; // connections are told elsewhere
        if (change && changeTold.compareAndSet(false, true)) {
            loop.execute(() -> {
                changeTold.set(false);
                look();
            });
        }
    }

    private void connectionChanged(boolean up) {
        connection++;
        connected = up;
        failures = 0;
        if (up && rollCall.isEmpty()) {
            view = View.before("the HTTP server does not listen yet");
        } else if (up) {
            look();
        } else {
            hide(); // before anything else: somebody else may lead from now on
            view = view.disconnected(unreachable());
        }
    }

    private void look() {
        if (!connected || closed || rollCall.isEmpty()) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        lookAgain = false;
        long begunOn = connection;
        RollCall asked = rollCall.get();
        waiting.execute(() -> call(asked, begunOn));
    }

    /** On the waiting thread. */
    private void call(RollCall asked, long begunOn) {
        try {
            RollCall.Result result = asked.take();
            loop.execute(() -> looked(begunOn, () -> apply(result)));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            loop.execute(() -> looked(begunOn, () -> failed(failed)));
        }
    }

    private void looked(long begunOn, Runnable outcome) {
        looking = false;
        if (begunOn != connection) {
            look(); // the world has changed since: what was seen may be wrong
            return;
        }
        outcome.run();
        if (lookAgain) {
            look();
        }
    }

    private void failed(Exception failed) {
        if (closed) {
            return;
        }
        Duration pause = backoff.after(failures++);
        if (failed instanceof KeeperException.ConnectionLossException
                || failed instanceof KeeperException.SessionExpiredException) {
            LOG.debug("The connection went away meanwhile", failed);
        } else {
            LOG.warn("Could not take part in the cluster, next attempt in {} ms", pause.toMillis(), failed);
            view = view.blocked("ZooKeeper at " + ensemble.servers().get() + " refuses: " + failed.getMessage());
        }
        loop.after(pause, this::look);
    }

    private void apply(RollCall.Result result) {
        if (closed) {
            return;
        }
        failures = 0;
        Optional<HeldTerm> held = result.vote()
                .leader()
                .filter(term -> result.vote().won())
                .map(term -> new HeldTerm(term.epoch(), term.since()));
        if (!held.equals(shown)) {
            hide();
        }
        view = new View(
                true,
                result.members(),
                result.vote().leader().map(Entries.Term::member),
                result.refusal()
                        .or(() ->
                                result.vote().leader().isPresent() ? Optional.empty() : Optional.of("no node leads")));
        if (shown.isEmpty() && held.isPresent()) {
            LOG.info("This node leads, term {}", held.get().epoch());
            shown = held;
            marker.show(held.get());
        }
        result.vote()
                .leader()
                .filter(term -> !result.vote().won() && term.epoch() != followed)
                .ifPresent(this::follow);
    }

    private void follow(Entries.Term term) {
        LOG.info("Node {} leads, term {}", term.node(), term.epoch());
        followed = term.epoch();
    }

    private void hide() {
        if (shown.isPresent()) {
            LOG.info("This node no longer leads, term {}", shown.get().epoch());
            shown = Optional.empty();
            marker.hide();
        }
    }

    private String unreachable() {
        return "ZooKeeper at " + ensemble.servers().get() + " cannot be reached";
    }
}
