package io.patchbay.rooms.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.rooms.ActiveRoom;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.MediaEvent;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Rooms;
import io.patchbay.rooms.internal.media.HttpWorkerCalls;
import io.patchbay.rooms.internal.media.WorkerCalls;
import io.patchbay.support.Backoff;
import io.patchbay.support.NodeWorker;
import io.patchbay.support.Threads;
import io.patchbay.support.cluster.Standby;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The conference worker of this node: gives each room one controller. Thread-safe.
 *
 * <p>The placement and the database may come and go under it: participants stay in their rooms meanwhile, and only a room that
 * has yet to be loaded needs the database.
 */
@Component(
        service = {RoomControllers.class, ReadinessCheck.class, ConferenceRooms.class},
        configurationPid = ConferenceRooms.PID,
        property = ReadinessCheck.NAME + "=rooms")
@Designate(ocd = ConferenceRooms.Config.class)
public final class ConferenceRooms implements RoomControllers, ReadinessCheck {
    static final String PID = "io.patchbay.rooms";
    private static final String PURPOSE = "conference";
    private static final double MAX_LOAD = 0.85; // of an agent, owt-server section 8; leaves room in the rooms it has
    private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final int LOADING_THREADS = 4;
    private static final int LOADING_QUEUE = 1000;
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);

    @ObjectClassDefinition(name = "Patchbay: rooms")
    @interface Config {
        @AttributeDefinition(description = "How long a room lives on after the last participant has left")
        long selfCleanMillis() default 30_000;

        @AttributeDefinition(description = "How many rooms this node has at most; more are refused")
        int maxRooms() default 10_000;

        @AttributeDefinition(description = "How many participants are full load; rooms that are here take more")
        int maxParticipants() default 20_000;
    }

    private final Map<String, RoomController> rooms = new ConcurrentHashMap<>();
    private final AtomicInteger roomCount = new AtomicInteger(); // reserved before a controller is made
    private final LongAdder sessions = new LongAdder();
    private final Portals portals = new Portals();
    private final AtomicReference<Optional<Placement>> placement = new AtomicReference<>(Optional.empty());
    private final ExecutorService pool;
    private final ExecutorService loading;
    private final ScheduledExecutorService timer;
    private final RoomLoader loader;
    private final NodeWorker worker;
    private final Standby standby;
    private final Surroundings house;
    private volatile Settings settings;
    private volatile boolean closed;

    @Activate
    public ConferenceRooms(@Reference Node node, Config config) {
        this(
                node.advertisedHost(),
                new Standby(node.name()),
                Settings.of(config),
                Threads.pool("rooms", THREADS, 2 * Settings.MOST_ROOMS), // one entry for each busy room: never full
                Threads.pool("rooms-loading", LOADING_THREADS, LOADING_QUEUE),
                Threads.timer("rooms"),
                (threads, timer) -> new HttpWorkerCalls(
                        node.url(), threads, timer, new Backoff(FIRST_RETRY, LAST_RETRY, new SecureRandom())));
    }

    ConferenceRooms(
            String host,
            Standby standby,
            Settings settings,
            ExecutorService pool,
            ExecutorService loading,
            ScheduledExecutorService timer,
            BiFunction<Executor, ScheduledExecutorService, WorkerCalls> workers) {
        this.standby = standby;
        this.settings = settings;
        this.pool = pool;
        this.loading = loading;
        this.timer = timer;
        this.loader = new RoomLoader(loading, timer);
        this.worker = new NodeWorker(
                placement::get,
                NodeWorker.newId(PURPOSE, host),
                PURPOSE,
                new WorkerInfo("", host, 0, false, "", MAX_LOAD, Attributes.NONE),
                this::load,
                this::onRevoked,
                timer);
        this.house = new Surroundings(
                loader,
                portals,
                worker,
                timer,
                () -> this.settings.selfCleanMillis(),
                sessions,
                placement::get,
                workers.apply(pool, timer),
                this::onClosed);
    }

    @Modified
    void reconfigure(Config config) {
        settings = Settings.of(config); // a bad value leaves everything as it is
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPlacement(Placement service) {
        placement.set(Optional.of(service));
    }

    void unbindPlacement(Placement service) {
        placement.updateAndGet(current -> current.filter(used -> used != service)); // a successor may be in use already
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Rooms service) {
        loader.use(service);
    }

    void unbindStore(Rooms service) {
        loader.cease(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCluster(Cluster service) {
        standby.use(service);
    }

    void unbindCluster(Cluster service) {
        standby.cease(service);
    }

    void portalCame(String id, ConnectedClients portal) {
        portals.add(id, portal);
    }

    /** Whoever was in a room through that portal has left. */
    void portalWent(String id, ConnectedClients portal) {
        if (portals.remove(id, portal)) {
            rooms.values().forEach(room -> room.portalGone(id));
        }
    }

    @Deactivate
    void close() {
        closed = true;
        worker.close();
        rooms.values().forEach(RoomController::shutDown);
        Threads.close(pool, Duration.ofSeconds(1));
        Threads.close(loading, Duration.ofMillis(500));
        Threads.close(timer, Duration.ofMillis(500));
    }

    @Override
    public Optional<String> blockedBy() {
        if (!worker.joined() && !standby.isOn()) {
            return Optional.of("the conference worker has not joined the placement yet");
        }
        return loader.ready() ? Optional.empty() : Optional.of("there is no database");
    }

    @Override
    public String workerId() {
        return worker.id();
    }

    @Override
    public CompletionStage<JoinOutcome> join(String room, Joining joining) {
        return join(room, joining, Optional.empty());
    }

    @Override
    public CompletionStage<JoinOutcome> rejoin(String room, Joining joining, Permission permission) {
        return join(room, joining, Optional.of(permission));
    }

    private CompletionStage<JoinOutcome> join(String room, Joining joining, Optional<Permission> before) {
        if (!Identifier.isValid(room)
                || !Identifier.isValid(joining.participant().id())) {
            return CompletableFuture.completedStage(new JoinOutcome.Refused("Joining room failed", false));
        }
        Optional<RoomController> controller = controllerFor(room);
        if (controller.isEmpty()) {
            return CompletableFuture.completedStage(RoomController.JOINING_FAILED);
        }
        return controller.get().join(joining, before).thenCompose(outcome -> outcome.<CompletionStage<JoinOutcome>>map(
                        CompletableFuture::completedStage)
                .orElseGet(() -> join(room, joining, before))); // it has closed, and is out of the map
    }

    @Override
    public CompletionStage<Outcome> refresh(String room, String participant) {
        return inRoom(room, controller -> controller.refresh(participant), RoomController.NOT_JOINED);
    }

    @Override
    public CompletionStage<Outcome> leave(String room, String participant) {
        return inRoom(room, controller -> controller.leave(participant), RoomController.NOT_JOINED);
    }

    @Override
    public CompletionStage<Outcome> text(String room, String from, String to, Optional<Object> message) {
        return inRoom(room, controller -> controller.text(from, to, message), RoomController.NOT_JOINED);
    }

    @Override
    public CompletionStage<Outcome> announce(String room, String to, Object message) {
        return inRoom(room, controller -> controller.announce(to, message), RoomController.NO_PARTICIPANT);
    }

    @Override
    public CompletionStage<List<ParticipantDetail>> participants(String room) {
        return inRoom(room, RoomController::participants, List.of());
    }

    @Override
    public CompletionStage<Outcome> drop(String room, String participant) {
        return inRoom(room, controller -> controller.drop(participant), RoomController.NO_PARTICIPANT);
    }

    @Override
    public CompletionStage<Outcome> destroy(String room) {
        return inRoom(room, RoomController::destroy, Outcome.DONE);
    }

    @Override
    public CompletionStage<Outcome> reload(String room) {
        return inRoom(room, RoomController::reload, Outcome.DONE);
    }

    @Override
    public CompletionStage<Optional<ParticipantDetail>> permit(
            String room, String participant, UnaryOperator<Permission> change) {
        return inRoom(room, controller -> controller.permit(participant, change), Optional.empty());
    }

    @Override
    public CompletionStage<MediaOutcome> media(String room, String participant, MediaRequest request) {
        return inRoom(
                room,
                controller -> controller.media(participant, request),
                new MediaOutcome.Failed("Participant has not joined"));
    }

    @Override
    public CompletionStage<Boolean> mediaEvent(String room, String worker, MediaEvent event) {
        return inRoom(room, controller -> controller.mediaEvent(worker, event), false);
    }

    @Override
    public CompletionStage<List<Attributes>> streams(String room) {
        return inRoom(room, RoomController::streams, List.of());
    }

    @Override
    public List<String> activeRooms() {
        return List.copyOf(rooms.keySet());
    }

    @Override
    public List<ActiveRoom> occupancy() {
        return rooms.values().stream().map(RoomController::occupancy).toList();
    }

    @Override
    public Optional<ActiveRoom> occupancy(String room) {
        return Optional.ofNullable(rooms.get(room)).map(RoomController::occupancy);
    }

    /** How many rooms have a controller here. */
    int roomCount() {
        return roomCount.get();
    }

    /** How many participants are in them. */
    long participantCount() {
        return sessions.sum();
    }

    private <T> CompletionStage<T> inRoom(
            String room, Function<RoomController, CompletionStage<T>> operation, T whenInactive) {
        return Optional.ofNullable(rooms.get(room))
                .map(operation)
                .orElseGet(() -> CompletableFuture.completedStage(whenInactive));
    }

    /** The room's controller, a new one if need be; empty if that would be one too many. */
    private Optional<RoomController> controllerFor(String room) {
        Optional<RoomController> present = Optional.ofNullable(rooms.get(room));
        if (present.isPresent() || closed) {
            return present;
        }
        if (roomCount.incrementAndGet() > settings.maxRooms()) {
            roomCount.decrementAndGet();
            return Optional.ofNullable(rooms.get(room)); // someone else may have made it meanwhile
        }
        RoomController fresh = new RoomController(room, house, pool);
        Optional<RoomController> faster = Optional.ofNullable(rooms.putIfAbsent(room, fresh));
        if (faster.isPresent()) {
            roomCount.decrementAndGet();
        } else if (closed) {
            fresh.shutDown(); // close() may not have seen it
        }
        return faster.isPresent() ? faster : Optional.of(fresh);
    }

    private void onClosed(RoomController room) {
        if (rooms.remove(room.id(), room)) {
            roomCount.decrementAndGet();
        }
    }

    private void onRevoked(Set<String> elsewhere) {
        elsewhere.forEach(room -> Optional.ofNullable(rooms.get(room)).ifPresent(RoomController::destroy));
    }

    private double load() {
        Settings now = settings;
        return Math.max((double) sessions.sum() / now.maxParticipants(), (double) roomCount.get() / now.maxRooms());
    }
}
