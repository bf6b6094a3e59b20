package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.node.Node;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.support.NodeWorker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of this portal, and the portal as a worker. Thread-safe. */
@Component(service = {ConnectedClients.class, ClientSessions.class, Sessions.class})
public final class Sessions implements ConnectedClients, ClientSessions, Session.Ends {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String PURPOSE = "portal";

    private final PortalSettings settings;
    private final Traces traces;
    private final NodeWorker worker;
    private final Lanes lanes;
    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger(); // because the map counts by adding up
    private final Deliveries deliveries;
    private final SessionFile file;
    private volatile List<KeptSession> kept;
    private final CompletableFuture<Boolean> restored = new CompletableFuture<>();
    private final CompletableFuture<Boolean> admitting = new CompletableFuture<>();
    private volatile boolean closing;

    /** @param protocols needed until the end: when this goes down, what clients have missed is put into words */
    @Activate
    public Sessions(
            @Reference Node node,
            @Reference PortalSettings settings,
            @Reference PortalThreads threads,
            @Reference Neighbours neighbours,
            @Reference Protocols protocols,
            @Reference Traces traces) {
        this(node, settings, threads.pool(), threads.timer(), neighbours, traces);
        protocols.onGone(this::onVersionGone);
    }

    Sessions(
            Node node,
            PortalSettings settings,
            Executor pool,
            ScheduledExecutorService timer,
            Neighbours neighbours,
            Traces traces) {
        this.settings = settings;
        this.traces = traces;
        this.file = new SessionFile(node.data());
        this.kept = file.take();
        if (kept.isEmpty()) {
            onRestored();
        }
        this.lanes = new Lanes(pool);
        this.deliveries = new Deliveries(byId, lanes);
        this.worker = new NodeWorker(
                neighbours::placement,
                NodeWorker.newId(PURPOSE, node.advertisedHost()),
                PURPOSE,
                info(node, settings.now()),
                this::load,
                elsewhere -> LOG.info("{} tasks of this portal are elsewhere by now", elsewhere.size()),
                timer);
        neighbours.onControllersGone(this::onControllersGone);
    }

    private static WorkerInfo info(Node node, PortalSettings.Values settings) {
        String reached = settings.clientAddress().orElse(node.advertisedHost() + ":" + node.advertisedPort());
        int colon = reached.lastIndexOf(':');
        String host = reached.substring(0, colon);
        boolean address = host.contains(":") || host.matches("[0-9.]+");
        return new WorkerInfo(
                address ? host : "",
                address ? "" : host,
                Integer.parseInt(reached.substring(colon + 1)),
                settings.clientTls(),
                "",
                settings.maxLoad(),
                Attributes.of("isps", settings.isps(), "regions", settings.regions()));
    }

    private double load() {
        return (double) count.get() / settings.now().maxSessions();
    }

    @Deactivate
    void close() {
        closing = true;
        StreamEnds.tell(byId.values());
        List<KeptSession> resumable = new ArrayList<>();
        for (Session session : byId.values()) {
            if (settings.now().reconnectionTimeoutMillis() == 0) {
                end(session, Leaving.NOT_BACK);
            } else {
                session.keep().ifPresentOrElse(resumable::add, () -> end(session, Leaving.NOT_BACK));
            }
        }
        if (restored.isDone()) {
            file.write(resumable);
        } else {
            file.write(withoutDoubles(resumable));
        }
        worker.close();
    }

    /** A node that goes down before it has taken everybody back keeps those who are left. */
    private List<KeptSession> withoutDoubles(List<KeptSession> resumable) {
        Map<String, KeptSession> all = new LinkedHashMap<>();
        kept.forEach(session -> all.put(session.participant().id(), session));
        resumable.forEach(session -> all.put(session.participant().id(), session));
        return List.copyOf(all.values());
    }

    /** What a predecessor wrote down. */
    List<KeptSession> kept() {
        return kept;
    }

    /** Everyone of whom something was written down has been taken back, or cannot be. */
    void onRestored() {
        kept = List.of(); // they hold what their clients have missed
        restored.complete(true);
        admit();
    }

    /** Completes once those of before the start are here; clients that come back earlier have to wait. */
    CompletableFuture<Boolean> restored() {
        return restored;
    }

    /** Nobody's place is kept free any longer. */
    void admit() {
        admitting.complete(true);
    }

    /** Completes once clients that were not here before may log in. */
    CompletableFuture<Boolean> admitting() {
        return admitting;
    }

    @Override
    public String workerId() {
        return worker.id();
    }

    /** Whether the placement knows this portal. */
    boolean isJoined() {
        return worker.joined();
    }

    /** What is remembered of sessions. */
    Traces traces() {
        return traces;
    }

    /** The worker that executes a task for each session. */
    NodeWorker worker() {
        return worker;
    }

    /** Whether nobody is let in any more. */
    boolean isClosing() {
        return closing;
    }

    /** Whether there are as many sessions as there may be. */
    boolean isFull() {
        return count.get() >= settings.now().maxSessions();
    }

    @Override
    public int count() {
        return count.get();
    }

    @Override
    public int connected() {
        return (int) byId.values().stream().filter(Session::isConnected).count();
    }

    @Override
    public SessionPage sessions(SessionQuery query) {
        return new SessionSearch(query).among(byId.values());
    }

    /** Those that are here now. */
    Collection<Session> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** How much memory what is kept for clients takes, more or less; looks at every session. */
    long outletBytes() {
        return byId.values().stream()
                .mapToLong(session -> session.outlet().bytes())
                .sum();
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Adds a session that is about to join, so that it misses nothing. False if its participant is in a room already. */
    boolean add(Session session) {
        lanes.enter(session.facts().room());
        if (byId.putIfAbsent(session.id(), session) == null) {
            count.incrementAndGet();
            traces.opened(
                    session.trace(), session.id(), session.facts().protocol().name());
            return true;
        }
        lanes.leave(session.facts().room());
        return false;
    }

    /** How a session that the room has let in ends. */
    enum Leaving {
        LOGOUT,
        /** Its client has not come back in time. */
        NOT_BACK,
        /** The room has thrown it out. */
        DROPPED,
        /** Its client has missed too much, and cannot be told what the room is like now. */
        GIVEN_UP,
        /** The worker that had the room is gone. */
        ROOM_GONE,
        /** The login has failed after all. */
        NOT_ENTERED,
        /** It could not be taken back after a restart. */
        NOT_RESTORED
    }

    /** Ends a session that the room has let in: leaves the room, lays the task down. Only the first call does something. */
    Session.Ending end(Session session, Leaving how) {
        Session.Ending ending = discard(session);
        if (ending.first()) {
            session.trace().add(Kind.LEFT, how, "");
            leave(session);
        }
        return ending;
    }

    /** Ends a session that has not been let in. */
    Session.Ending discard(Session session) {
        Session.Ending ending = session.end();
        if (byId.remove(session.id(), session)) {
            count.decrementAndGet();
            lanes.leave(session.facts().room());
            traces.closed(session.trace(), session.id());
        }
        return ending;
    }

    /** Leaves the room and lays the task down. */
    void leave(Session session) {
        worker.layDown(session.facts().taskCode());
        try {
            session.facts()
                    .controllers()
                    .leave(session.facts().room(), session.id())
                    .whenComplete((outcome, failed) -> logLeave(session, outcome, failed));
        } catch (RuntimeException gone) {
            LOG.warn("{} could not leave", session, gone);
        }
    }

    private static void logLeave(Session session, Outcome outcome, Throwable failed) {
        if (failed != null) {
            LOG.warn("{} could not leave", session, failed);
        } else if (outcome instanceof Outcome.Failed refused) {
            LOG.debug("{} was out already: {}", session, refused.reason());
        }
    }

    @Override
    public void notify(List<String> participants, Notification notification) {
        deliveries.tell(participants, notification);
    }

    /** How often a client was told something of its room, or has it waiting. */
    long deliveries() {
        return deliveries.count();
    }

    @Override
    public void drop(String participant) {
        find(participant).ifPresent(session -> lanes.of(session.facts().room())
                .ifPresent(lane -> lane.doAfterwards(() -> dropNow(session, Leaving.DROPPED))));
    }

    private void dropNow(Session session, Leaving how) {
        end(session, how).connection().ifPresent(connection -> connection.onDropped(session));
    }

    @Override
    public void onGap(Session session) {
        SessionFacts facts = session.facts();
        try {
            facts.controllers().refresh(facts.room(), session.id()).thenAccept(outcome -> {
                if (outcome instanceof Outcome.Failed) {
                    giveUp(session, Leaving.GIVEN_UP);
                }
            });
        } catch (RuntimeException gone) {
            LOG.warn("{} could not be told what its room is like", session, gone);
            giveUp(session, Leaving.GIVEN_UP);
        }
    }

    @Override
    public void onNotBack(Session session) {
        giveUp(session, Leaving.NOT_BACK);
    }

    /** Ends a session that cannot go on, and its connection. */
    private void giveUp(Session session, Leaving how) {
        end(session, how).connection().ifPresent(connection -> connection.onGivenUp(session));
    }

    /** A protocol version was removed, and its successor has not come: cuts its clients off, who may come back. */
    void onVersionGone(Protocol gone) {
        List<Session> stranded = byId.values().stream()
                .filter(session -> session.facts().protocol() == gone)
                .toList();
        if (!closing && !stranded.isEmpty()) {
            LOG.warn("{}: {} sessions lose their connections and may resume", gone.missingMessage(), stranded.size());
            stranded.forEach(Session::strand);
        }
    }

    private void onControllersGone(RoomControllers gone) {
        if (closing) {
            return;
        }
        for (Session session : byId.values()) {
            if (session.facts().controllers() == gone) {
                dropNow(session, Leaving.ROOM_GONE);
            }
        }
    }
}
