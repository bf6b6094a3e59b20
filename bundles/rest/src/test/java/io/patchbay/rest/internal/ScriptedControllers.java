package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Controllers whose participants and names the test puts in. Thread-safe. */
final class ScriptedControllers implements RoomControllers {
    final Map<String, List<ParticipantDetail>> participants = new ConcurrentHashMap<>();
    final Map<String, List<Attributes>> streams = new ConcurrentHashMap<>();
    final Map<String, String> names = new ConcurrentHashMap<>();
    final List<String> reloaded = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> dropped = new CopyOnWriteArrayList<>();
    final List<String> destroyed = new CopyOnWriteArrayList<>();
    final List<String> announced = new CopyOnWriteArrayList<>();

    @Override
    public String workerId() {
        return "node-conference";
    }

    @Override
    public CompletionStage<JoinOutcome> join(String room, Joining joining) {
        throw new UnsupportedOperationException("the HTTP API joins nobody");
    }

    @Override
    public CompletionStage<JoinOutcome> rejoin(String room, Joining joining, Permission permission) {
        throw new UnsupportedOperationException("the HTTP API joins nobody");
    }

    @Override
    public CompletionStage<Outcome> refresh(String room, String participant) {
        throw new UnsupportedOperationException("the HTTP API has nobody told");
    }

    @Override
    public CompletionStage<Outcome> leave(String room, String participant) {
        throw new UnsupportedOperationException("the HTTP API has nobody leave");
    }

    @Override
    public CompletionStage<Outcome> text(String room, String from, String to, Optional<Object> message) {
        throw new UnsupportedOperationException("the HTTP API sends no texts");
    }

    @Override
    public CompletionStage<Outcome> announce(String room, String to, Object message) {
        announced.add(room + "/" + to + "/" + message);
        return CompletableFuture.completedFuture(Outcome.DONE);
    }

    @Override
    public CompletionStage<List<ParticipantDetail>> participants(String room) {
        return CompletableFuture.completedFuture(participants.getOrDefault(room, List.of()));
    }

    @Override
    public CompletionStage<Outcome> drop(String room, String participant) {
        boolean there = participants.getOrDefault(room, List.of()).stream()
                .anyMatch(one -> one.participant().id().equals(participant));
        dropped.add(room + "/" + participant);
        return CompletableFuture.completedFuture(
                there ? Outcome.DONE : new Outcome.Failed("Participant does NOT exist"));
    }

    @Override
    public CompletionStage<Outcome> destroy(String room) {
        destroyed.add(room);
        return CompletableFuture.completedFuture(Outcome.DONE);
    }

    @Override
    public CompletionStage<Outcome> reload(String room) {
        reloaded.add(room);
        return CompletableFuture.completedFuture(Outcome.DONE);
    }

    @Override
    public CompletionStage<Optional<ParticipantDetail>> permit(
            String room, String participant, UnaryOperator<Permission> change) {
        return CompletableFuture.completedFuture(participants.getOrDefault(room, List.of()).stream()
                .filter(one -> one.participant().id().equals(participant))
                .findFirst()
                .map(one -> new ParticipantDetail(one.participant(), change.apply(one.permission()))));
    }

    @Override
    public CompletionStage<MediaOutcome> media(String room, String participant, MediaRequest request) {
        throw new UnsupportedOperationException("the HTTP API publishes nothing");
    }

    @Override
    public CompletionStage<Boolean> mediaEvent(String room, String worker, MediaEvent event) {
        events.add(room + "/" + worker + "/" + event);
        return CompletableFuture.completedFuture(!event.id().equals("over"));
    }

    @Override
    public CompletionStage<List<Attributes>> streams(String room) {
        return CompletableFuture.completedFuture(streams.getOrDefault(room, List.of()));
    }

    @Override
    public List<String> activeRooms() {
        return List.copyOf(participants.keySet());
    }

    @Override
    public List<ActiveRoom> occupancy() {
        return participants.keySet().stream().map(this::occupied).toList();
    }

    @Override
    public Optional<ActiveRoom> occupancy(String room) {
        return Optional.of(room).filter(participants::containsKey).map(this::occupied);
    }

    private ActiveRoom occupied(String room) {
        Optional<String> name = Optional.ofNullable(names.get(room));
        return new ActiveRoom(
                room, name, name.map(known -> "s1"), participants.get(room).size());
    }
}
