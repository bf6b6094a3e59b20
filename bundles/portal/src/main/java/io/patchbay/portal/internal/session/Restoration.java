package io.patchbay.portal.internal.session;

import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the sessions back that a predecessor wrote down: each into its room, where nobody saw it go, to wait for its client. A few
 * at a time; one that cannot be taken back is tried again until the time is over. Thread-safe.
 */
@Component(
        service = {ReadinessCheck.class, Restoration.class},
        immediate = true, // clients wait for it
        property = ReadinessCheck.NAME + "=sessions")
public final class Restoration implements ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final int AT_ONCE = 32;
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PRECEDENCE_MILLIS = 5_000; // over clients that were not here before
    private static final long RESERVE_MILLIS = 30_000; // owt-server, section 8

    private final Sessions sessions;
    private final Protocols protocols;
    private final Neighbours neighbours;
    private final PortalSettings settings;
    private final Alarms alarms;
    private final long deadline;
    private final Deque<KeptSession> waiting = new ArrayDeque<>(); // guarded by this, like the count
    private int underWay;

    @Activate
    public Restoration(
            @Reference Sessions sessions,
            @Reference Protocols protocols,
            @Reference Neighbours neighbours,
            @Reference PortalSettings settings,
            @Reference PortalThreads threads) {
        this(sessions, protocols, neighbours, settings, (Alarms) threads);
    }

    Restoration(Sessions sessions, Protocols protocols, Neighbours neighbours, PortalSettings settings, Alarms alarms) {
        this.sessions = sessions;
        this.protocols = protocols;
        this.neighbours = neighbours;
        this.settings = settings;
        this.alarms = alarms;
        this.deadline = alarms.now() + PATIENCE_MILLIS;
        this.waiting.addAll(sessions.kept());
        alarms.after(PRECEDENCE_MILLIS, sessions::admit);
        goOn();
    }

    @Override
    public synchronized Optional<String> blockedBy() {
        int left = waiting.size() + underWay;
        return left == 0 ? Optional.empty() : Optional.of(left + " sessions are being taken back");
    }

    private void goOn() {
        while (true) {
            KeptSession next;
            synchronized (this) {
                if (waiting.isEmpty() && underWay == 0) {
                    break;
                }
                if (waiting.isEmpty() || underWay >= AT_ONCE) {
                    return;
                }
                next = waiting.poll();
                underWay++;
            }
            start(next).whenComplete((done, failed) -> onTried(next, failed == null && done));
        }
        sessions.onRestored();
    }

    private void onTried(KeptSession kept, boolean done) {
        if (!done && alarms.now() < deadline && !sessions.isClosing()) {
            alarms.after(PAUSE_MILLIS, () -> {
                synchronized (this) {
                    underWay--;
                    waiting.add(kept);
                }
                goOn();
            });
            return;
        }
        if (!done && !sessions.isClosing()) {
            LOG.warn("{} could not be taken back: it leaves its room", kept);
            tellLost(kept, "");
            CompletionStage<Boolean> unused = inRoom(kept, controllers -> leave(kept, controllers));
        }
        synchronized (this) {
            underWay--;
        }
        goOn();
    }

    /** The others in the room still have it on their lists, which the room itself has not. */
    private CompletionStage<Boolean> leave(KeptSession kept, RoomControllers controllers) {
        String room = kept.place().room();
        return controllers
                .rejoin(room, new Joining(kept.participant(), sessions.workerId(), kept.origin()), kept.permission())
                .thenCompose(
                        outcome -> controllers.leave(room, kept.participant().id()))
                .thenApply(left -> true);
    }

    /** Completes with whether there is nothing left to do. */
    private CompletionStage<Boolean> start(KeptSession kept) {
        Optional<Protocol> protocol = protocols.find(kept.version()).filter(Protocol::isInstalled);
        return protocol.isEmpty()
                ? CompletableFuture.completedStage(false)
                : inRoom(kept, controllers -> rejoin(kept, protocol.get(), controllers));
    }

    /** Does something with whoever keeps a session's room; completes with false if nobody does. */
    private CompletionStage<Boolean> inRoom(
            KeptSession kept, Function<RoomControllers, CompletionStage<Boolean>> action) {
        Optional<Placement> placement = neighbours.placement();
        if (placement.isEmpty() || !sessions.isJoined()) {
            return CompletableFuture.completedStage(false);
        }
        try {
            return placement
                    .get()
                    .schedule(new ScheduleRequest(
                            "conference",
                            kept.place().room(),
                            Preference.NONE,
                            RESERVE_MILLIS,
                            new Origin(kept.place().room(), kept.place().service())))
                    .thenCompose(scheduled -> scheduled instanceof Scheduled.Placed placed
                            ? neighbours
                                    .controllers(placed.worker())
                                    .map(action)
                                    .orElseGet(() -> CompletableFuture.completedStage(false))
                            : CompletableFuture.completedStage(false));
        } catch (RuntimeException gone) {
            LOG.debug("{} cannot be taken back now", kept, gone);
            return CompletableFuture.completedStage(false);
        }
    }

    private CompletionStage<Boolean> rejoin(KeptSession kept, Protocol protocol, RoomControllers controllers) {
        SessionFacts facts = new SessionFacts(
                kept.participant(),
                kept.place(),
                controllers,
                kept.taskCode(),
                protocol,
                kept.objectAck(),
                kept.origin());
        Session session = new Session(
                facts, sessions.traces().ofFormer(kept), PlainForm.INSTANCE, settings.now(), alarms, sessions);
        session.restore(kept);
        if (!sessions.add(session)) {
            return CompletableFuture.completedStage(true); // it is here already
        }
        return controllers
                .rejoin(
                        kept.place().room(),
                        new Joining(kept.participant(), sessions.workerId(), kept.origin()),
                        kept.permission())
                .thenApply(outcome -> {
                    if (outcome instanceof JoinOutcome.Joined) {
                        session.restored(settings.now().reconnectionTimeoutMillis());
                        sessions.worker().pickUp(kept.taskCode());
                        return true;
                    }
                    sessions.discard(session);
                    JoinOutcome.Refused refused = (JoinOutcome.Refused) outcome;
                    if (!refused.retryable()) {
                        tellLost(kept, refused.reason());
                    }
                    return !refused.retryable();
                });
    }

    private void tellLost(KeptSession kept, String why) {
        sessions.traces().ofFormer(kept).add(Kind.LEFT, Sessions.Leaving.NOT_RESTORED, why);
    }
}
