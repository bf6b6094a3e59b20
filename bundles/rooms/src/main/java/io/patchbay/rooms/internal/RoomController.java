package io.patchbay.rooms.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
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
import io.patchbay.api.store.Room;
import io.patchbay.rooms.internal.media.RoomMedia;
import io.patchbay.support.SerialExecutor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One room: who is in it, who may come in, who is told what. Methods may be called by any thread and take effect one after
 * another; every field but the constants is confined to the serial executor, and what any thread may look at is volatile. Portals
 * are called on it too, so what they are told is in order, and never under a lock.
 */
final class RoomController {
    /** How many operations may wait, and how many joins may wait for the room to be loaded. */
    static final int MAX_WAITING = 10_000;

    static final Outcome NOT_JOINED = new Outcome.Failed("Participant has not joined");
    static final Outcome NO_PARTICIPANT = new Outcome.Failed("Participant does NOT exist");
    static final JoinOutcome JOINING_FAILED = new JoinOutcome.Refused("Joining room failed", true);
    private static final Outcome BUSY = new Outcome.Failed("Room is busy");
    private static final CompletionStage<MediaOutcome> BUSY_MEDIA =
            CompletableFuture.completedStage(new MediaOutcome.Failed("Room is busy"));
    private static final CompletionStage<MediaOutcome> NO_MEDIA =
            CompletableFuture.completedStage(new MediaOutcome.Failed("Participant has not joined"));
    private static final Logger LOG = LoggerFactory.getLogger(RoomController.class);

    private enum State {
        NEW,
        LOADING,
        OPEN,
        CLOSED
    }

    private final String id;
    private final Surroundings house;
    private final SerialExecutor serial;
    private final Crowd crowd = new Crowd();
    private final Voice voice;
    private final RoomMedia media;
    private final Newcomers waiting = new Newcomers(MAX_WAITING);
    private final SelfClean selfClean;
    private State state = State.NEW;
    private volatile Optional<Room> room = Optional.empty(); // written by the serial executor

    RoomController(String id, Surroundings house, Executor pool) {
        this.id = id;
        this.house = house;
        this.serial = new SerialExecutor(pool, MAX_WAITING);
        this.voice = new Voice(id, serial, crowd, house.portals());
        this.media = new RoomMedia(
                voice,
                () -> room.map(Room::inputLimit).orElse(OptionalInt.empty()),
                house.placement(),
                house.workers(),
                house.timer());
        this.selfClean = new SelfClean(house.timer(), house.selfCleanMillis(), this::inTurn, this::onSelfClean);
    }

    String id() {
        return id;
    }

    /** As it is now, from any thread: nobody waits for the room's turn. */
    ActiveRoom occupancy() {
        Optional<Room> known = room;
        return new ActiveRoom(id, known.map(Room::name), known.map(Room::service), crowd.visibleSize());
    }

    /** Completes with empty if this controller has closed: the room needs a new one. */
    CompletionStage<Optional<JoinOutcome>> join(Joining joining, Optional<Permission> before) {
        CompletableFuture<Optional<JoinOutcome>> outcome = new CompletableFuture<>();
        try {
            serial.here(() -> {
                try {
                    onJoin(new Newcomer(joining, before, outcome));
                } catch (RuntimeException failed) {
                    outcome.complete(Optional.of(JOINING_FAILED)); // a fault of ours must not leave anyone waiting
                    throw failed;
                }
            });
        } catch (RejectedExecutionException busy) {
            outcome.complete(Optional.of(JOINING_FAILED));
        }
        return outcome;
    }

    CompletionStage<Outcome> leave(String participant) {
        return Question.ask(NOT_JOINED, serial::executeAnyway, () -> remove(participant, NOT_JOINED, member -> {}));
    }

    CompletionStage<Outcome> drop(String participant) {
        return Question.ask(
                NO_PARTICIPANT,
                serial::executeAnyway,
                () -> remove(
                        participant, NO_PARTICIPANT, member -> house.portals().drop(member.portal(), member.id())));
    }

    CompletionStage<Outcome> text(String from, String to, Optional<Object> message) {
        return Question.ask(BUSY, serial::here, () -> onText(from, to, message));
    }

    CompletionStage<Outcome> announce(String to, Object message) {
        return Question.ask(BUSY, serial::here, () -> send(RoomControllers.OPERATOR, to, Optional.of(message)));
    }

    CompletionStage<List<ParticipantDetail>> participants() {
        return Question.ask(List.of(), serial::executeAnyway, () -> crowd.all().stream()
                .map(Member::detail)
                .toList());
    }

    CompletionStage<Optional<ParticipantDetail>> permit(String participant, UnaryOperator<Permission> change) {
        return Question.ask(Optional.empty(), serial::executeAnyway, () -> crowd.find(participant)
                .map(member -> onPermit(member, change.apply(member.permission()))));
    }

    CompletionStage<MediaOutcome> media(String participant, MediaRequest request) {
        CompletionStage<CompletionStage<MediaOutcome>> asked =
                Question.ask(BUSY_MEDIA, serial, () -> crowd.find(participant)
                        .map(member -> media.request(
                                new RoomMedia.Asker(member.id(), member.permission(), member.origin()), request))
                        .orElse(NO_MEDIA));
        return asked.thenCompose(outcome -> outcome);
    }

    CompletionStage<Outcome> refresh(String participant) {
        return Question.ask(BUSY, serial::executeAnyway, () -> {
            room.ifPresent(known -> voice.tell(participant, new Notification.RoomRefreshed(snapshot(known))));
            return crowd.has(participant) ? Outcome.DONE : NOT_JOINED;
        });
    }

    CompletionStage<Boolean> mediaEvent(String worker, MediaEvent event) {
        return Question.ask(false, serial, () -> media.event(worker, event));
    }

    CompletionStage<List<Attributes>> streams() {
        return Question.ask(List.of(), serial::executeAnyway, media::streams);
    }

    /** Reads the room's configuration again. */
    CompletionStage<Outcome> reload() {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        house.loader().load(id).thenAccept(loaded -> Question.ask(BUSY, serial::executeAnyway, () -> onReloaded(loaded))
                .thenAccept(outcome::complete));
        return outcome;
    }

    /** Drops everyone and closes. */
    CompletionStage<Outcome> destroy() {
        return Question.ask(Outcome.DONE, serial::executeAnyway, () -> {
            LOG.debug("Room {} is destroyed with {} participants", id, crowd.size());
            List<Member> dropped = List.copyOf(crowd.all());
            close();
            dropped.forEach(member -> house.portals().drop(member.portal(), member.id()));
            return Outcome.DONE;
        });
    }

    /** Removes everyone whom a portal held. */
    CompletionStage<Outcome> portalGone(String portal) {
        return Question.ask(Outcome.DONE, serial::executeAnyway, () -> {
            onPortalGone(portal);
            return Outcome.DONE;
        });
    }

    /** Closes without telling anyone, because this node stops. */
    CompletionStage<Outcome> shutDown() {
        return Question.ask(Outcome.DONE, serial::executeAnyway, () -> {
            close();
            return Outcome.DONE;
        });
    }

    private void onJoin(Newcomer newcomer) {
        switch (state) {
            case OPEN -> admit(newcomer);
            case CLOSED -> newcomer.outcome().complete(Optional.empty());
            case NEW, LOADING -> {
                if (!waiting.add(newcomer)) {
                    newcomer.refuse(JOINING_FAILED);
                    return;
                }
                if (state == State.NEW) {
                    state = State.LOADING;
                    house.loader().load(id).thenAccept(loaded -> inTurn(() -> onLoaded(loaded)));
                }
            }
        }
    }

    private void onLoaded(Loaded loaded) {
        if (state != State.LOADING) {
            return; // destroyed meanwhile
        }
        if (loaded instanceof Loaded.Found found) {
            state = State.OPEN;
            room = Optional.of(found.room());
            house.worker().pickUp(id);
            waiting.takeAll().forEach(this::admit);
            cleanIfEmpty(); // everyone who waited may have left, or been refused
        } else {
            LOG.debug("Room {} could not be loaded: {}", id, loaded);
            JoinOutcome refusal = loaded instanceof Loaded.Missing
                    ? new JoinOutcome.Refused("Joining room failed", false)
                    : JOINING_FAILED;
            waiting.refuseAll(refusal);
            close();
        }
    }

    private Outcome onReloaded(Loaded loaded) {
        if (!(loaded instanceof Loaded.Found found)) {
            return new Outcome.Failed("Room could not be read");
        }
        if (state == State.OPEN) {
            room = Optional.of(found.room());
        }
        return Outcome.DONE; // a room that is about to open has just read the same
    }

    private ParticipantDetail onPermit(Member member, Permission permission) {
        Member changed = member.permitted(permission);
        crowd.replace(changed);
        voice.tell(member.id(), new Notification.PermissionChanged(permission));
        return changed.detail();
    }

    /** Checks and lets in, in one step: nobody else is admitted in between. */
    private void admit(Newcomer newcomer) {
        Joining joining = newcomer.joining();
        Participant participant = joining.participant();
        Room configured = room.orElseThrow();
        if (newcomer.before().isEmpty() && isFull(configured, participant.id())) {
            newcomer.refuse(new JoinOutcome.Refused("Room is full", true));
            return;
        }
        Optional<Permission> permission =
                newcomer.before().or(() -> configured.role(participant.role()).map(Permission::ofRole));
        if (permission.isEmpty()) {
            newcomer.refuse(new JoinOutcome.Refused("Invalid role", false));
            return;
        }
        if (!house.portals().has(joining.portal())) {
            newcomer.refuse(JOINING_FAILED); // it went away meanwhile: nobody would ever say that this one left
            return;
        }
        Member member = new Member(participant, joining.portal(), permission.get(), joining.origin());
        Recipients others = crowd.othersThan(participant.id());
        if (crowd.add(member)) {
            house.sessions().increment();
        }
        selfClean.stop();
        if (newcomer.before().isEmpty()) {
            announce(others, new Notification.ParticipantJoined(participant));
        }
        newcomer.outcome().complete(Optional.of(new JoinOutcome.Joined(member.permission(), snapshot(configured))));
    }

    private boolean isFull(Room configured, String participant) {
        return !crowd.has(participant)
                && configured
                        .participantLimit()
                        .filter(limit -> crowd.size() >= limit)
                        .isPresent();
    }

    private RoomSnapshot snapshot(Room configured) {
        List<Participant> present =
                crowd.all().stream().map(Member::participant).toList();
        return new RoomSnapshot(id, configured.views(), present, media.streams());
    }

    private Outcome onText(String from, String to, Optional<Object> message) {
        return crowd.has(from) ? send(from, to, message) : NOT_JOINED;
    }

    private Outcome send(String from, String to, Optional<Object> message) {
        if (to.equals("all")) {
            house.portals().notify(crowd.everyone(), new Notification.TextReceived(from, true, message));
            return Outcome.DONE;
        }
        Optional<Member> target = crowd.find(to);
        target.ifPresent(member -> house.portals()
                .notify(member.portal(), List.of(member.id()), new Notification.TextReceived(from, false, message)));
        return target.isPresent()
                ? Outcome.DONE
                : new Outcome.Failed("Target participant does NOT exist: " + shown(to));
    }

    private static String shown(String target) {
        return target.length() <= Identifier.MAX_LENGTH ? target : target.substring(0, Identifier.MAX_LENGTH) + "…";
    }

    private Outcome remove(String participant, Outcome absent, Consumer<Member> farewell) {
        Optional<Member> member = crowd.remove(participant);
        if (member.isEmpty()) {
            return waiting.cancel(participant, JOINING_FAILED) ? Outcome.DONE : absent;
        }
        house.sessions().decrement();
        farewell.accept(member.get());
        media.left(participant);
        announce(crowd.everyone(), new Notification.ParticipantLeft(participant));
        cleanIfEmpty();
        return Outcome.DONE;
    }

    private void onPortalGone(String portal) {
        List<Member> gone = crowd.all().stream()
                .filter(member -> member.portal().equals(portal))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        LOG.debug("Room {} loses {} participants with portal {}", id, gone.size(), portal);
        gone.forEach(member -> crowd.remove(member.id()));
        house.sessions().add(-gone.size());
        gone.forEach(member -> media.left(member.id()));
        gone.forEach(member -> announce(crowd.everyone(), new Notification.ParticipantLeft(member.id())));
        cleanIfEmpty();
    }

    private void announce(Recipients recipients, Notification notification) {
        if (room.filter(Room::announcesParticipants).isPresent()) {
            house.portals().notify(recipients, notification);
        }
    }

    private void cleanIfEmpty() {
        if (state == State.OPEN && crowd.size() == 0) {
            selfClean.begin();
        }
    }

    private void onSelfClean() {
        LOG.debug("Room {} has been empty for long enough", id);
        close();
    }

    private void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        selfClean.stop();
        house.sessions().add(-crowd.size());
        crowd.clear();
        media.close();
        waiting.refuseAll(JOINING_FAILED);
        try {
            house.worker().layDown(id); // before anyone can make a new controller, which picks it up again
        } finally {
            house.onClosed().accept(this);
        }
    }

    private void inTurn(Runnable task) {
        try {
            serial.executeAnyway(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Room {} is past its turn", id);
        }
    }
}
