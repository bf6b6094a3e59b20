package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ConnectedClients;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.ActiveRoom;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.MediaEvent;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Rooms in memory that tell their members what happens. Thread-safe; one operation at a time. */
public final class FakeRooms implements RoomControllers {
    /** Id of the conference worker. */
    public static final String WORKER = "conference-1@test";

    private final Map<String, Map<String, Participant>> rooms = new LinkedHashMap<>();
    private final Gate joinGate = new Gate();
    private final Gate textGate = new Gate();
    private final Gate mediaGate = new Gate();
    private final List<MediaRequest> mediaRequests = new ArrayList<>();
    private List<Attributes> streams = List.of();
    private MediaOutcome mediaOutcome = MediaOutcome.DONE;
    private Optional<ConnectedClients> portal = Optional.empty();
    private Optional<JoinOutcome.Refused> refusal = Optional.empty();

    /** Whom to tell. */
    public synchronized void use(ConnectedClients clients) {
        portal = Optional.of(clients);
    }

    Gate joinGate() {
        return joinGate;
    }

    Gate textGate() {
        return textGate;
    }

    synchronized void refuse(String reason, boolean retryable) {
        refusal = Optional.of(new JoinOutcome.Refused(reason, retryable));
    }

    synchronized void refuseNobody() {
        refusal = Optional.empty();
    }

    /** Ids of who is in a room. */
    synchronized List<String> members(String room) {
        return List.copyOf(rooms.getOrDefault(room, Map.of()).keySet());
    }

    @Override
    public String workerId() {
        return WORKER;
    }

    @Override
    public CompletionStage<JoinOutcome> join(String room, Joining joining) {
        return joinGate.pass(() -> joinNow(room, joining));
    }

    private synchronized JoinOutcome joinNow(String room, Joining joining) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Map<String, Participant> members = rooms.computeIfAbsent(room, id -> new LinkedHashMap<>());
        tell(members, new Notification.ParticipantJoined(joining.participant()));
        members.put(joining.participant().id(), joining.participant());
        return new JoinOutcome.Joined(
                Permission.ALL, new RoomSnapshot(room, List.of("common"), List.copyOf(members.values()), List.of()));
    }

    private void tell(Map<String, Participant> members, Notification notification) {
        portal.orElseThrow().notify(List.copyOf(members.keySet()), notification);
    }

    @Override
    public synchronized CompletionStage<JoinOutcome> rejoin(String room, Joining joining, Permission permission) {
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(refusal.get());
        }
        Map<String, Participant> members = rooms.computeIfAbsent(room, id -> new LinkedHashMap<>());
        members.put(joining.participant().id(), joining.participant());
        return CompletableFuture.completedStage(new JoinOutcome.Joined(permission, snapshot(room)));
    }

    private RoomSnapshot snapshot(String room) {
        return new RoomSnapshot(
                room, List.of("common"), List.copyOf(rooms.get(room).values()), List.of());
    }

    @Override
    public synchronized CompletionStage<Outcome> refresh(String room, String participant) {
        portal.orElseThrow().notify(List.of(participant), new Notification.RoomRefreshed(snapshot(room)));
        return CompletableFuture.completedStage(Outcome.DONE);
    }

    @Override
    public synchronized CompletionStage<Outcome> leave(String room, String participant) {
        Map<String, Participant> members = rooms.getOrDefault(room, new LinkedHashMap<>());
        if (members.remove(participant) == null) {
            return CompletableFuture.completedStage(new Outcome.Failed("Participant has not joined"));
        }
        tell(members, new Notification.ParticipantLeft(participant));
        return CompletableFuture.completedStage(Outcome.DONE);
    }

    @Override
    public CompletionStage<Outcome> text(String room, String from, String to, Optional<Object> message) {
        return textGate.pass(() -> textNow(room, from, to, message));
    }

    private synchronized Outcome textNow(String room, String from, String to, Optional<Object> message) {
        Map<String, Participant> members = rooms.getOrDefault(room, Map.of());
        if (to.equals("all")) {
            tell(members, new Notification.TextReceived(from, true, message));
        } else if (members.containsKey(to)) {
            portal.orElseThrow().notify(List.of(to), new Notification.TextReceived(from, false, message));
        } else {
            return new Outcome.Failed("Target participant does NOT exist: " + to);
        }
        return Outcome.DONE;
    }

    @Override
    public CompletionStage<Outcome> announce(String room, String to, Object message) {
        throw new UnsupportedOperationException();
    }

    /** Has everyone in a room told something. */
    synchronized void announce(String room, Notification notification) {
        tell(rooms.getOrDefault(room, Map.of()), notification);
    }

    @Override
    public CompletionStage<List<ParticipantDetail>> participants(String room) {
        List<ParticipantDetail> details = new ArrayList<>();
        synchronized (this) {
            rooms.getOrDefault(room, Map.of())
                    .values()
                    .forEach(participant -> details.add(new ParticipantDetail(participant, Permission.ALL)));
        }
        return CompletableFuture.completedStage(details);
    }

    @Override
    public synchronized CompletionStage<Outcome> drop(String room, String participant) {
        Map<String, Participant> members = rooms.getOrDefault(room, Map.of());
        if (members.remove(participant) == null) {
            return CompletableFuture.completedStage(new Outcome.Failed("Participant does NOT exist"));
        }
        portal.orElseThrow().drop(participant);
        tell(members, new Notification.ParticipantLeft(participant));
        return CompletableFuture.completedStage(Outcome.DONE);
    }

    @Override
    public CompletionStage<Outcome> destroy(String room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Outcome> reload(String room) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Optional<ParticipantDetail>> permit(
            String room, String participant, UnaryOperator<Permission> change) {
        throw new UnsupportedOperationException();
    }

    /** What everyone is answered who asks for something that concerns media. */
    synchronized void answerMedia(MediaOutcome outcome) {
        mediaOutcome = outcome;
    }

    @Override
    public synchronized CompletionStage<MediaOutcome> media(String room, String participant, MediaRequest request) {
        mediaRequests.add(request);
        MediaOutcome outcome = mediaOutcome;
        return mediaGate.pass(() -> outcome);
    }

    synchronized List<MediaRequest> mediaRequests() {
        return List.copyOf(mediaRequests);
    }

    Gate mediaGate() {
        return mediaGate;
    }

    @Override
    public CompletionStage<Boolean> mediaEvent(String room, String worker, MediaEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized CompletionStage<List<Attributes>> streams(String room) {
        return CompletableFuture.completedStage(streams);
    }

    /** What is published in every room. */
    synchronized void publish(Attributes stream) {
        streams = List.of(stream);
    }

    @Override
    public synchronized List<String> activeRooms() {
        return List.copyOf(rooms.keySet());
    }

    @Override
    public synchronized List<ActiveRoom> occupancy() {
        return rooms.keySet().stream().map(this::occupied).toList();
    }

    @Override
    public synchronized Optional<ActiveRoom> occupancy(String room) {
        return Optional.of(room).filter(rooms::containsKey).map(this::occupied);
    }

    private ActiveRoom occupied(String room) {
        return new ActiveRoom(
                room, Optional.empty(), Optional.empty(), rooms.get(room).size());
    }
}
