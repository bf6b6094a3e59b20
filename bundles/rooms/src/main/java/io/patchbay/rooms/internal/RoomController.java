package io.patchbay.rooms.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import io.patchbay.api.store.Room;
import io.patchbay.support.SerialExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One room: who is in it, who may come in, who is told what. Methods may be called by any thread and take effect one after
 * another; every field but the constants is confined to the serial executor. Portals are called on it too, so what they are
 * told is in order, and never under a lock.
 */
final class RoomController {
    /** How many operations may wait, and how many joins may wait for the room to be loaded. */
    static final int MAX_WAITING = 10_000;

    static final Outcome NOT_JOINED = new Outcome.Failed("Participant has not joined");
    static final Outcome NO_PARTICIPANT = new Outcome.Failed("Participant does NOT exist");
    static final JoinOutcome JOINING_FAILED = new JoinOutcome.Refused("Joining room failed", true);
    private static final Outcome BUSY = new Outcome.Failed("Room is busy");
    private static final Logger LOG = LoggerFactory.getLogger(RoomController.class);

    private enum State {
        NEW,
        LOADING,
        OPEN,
        CLOSED
    }

    private record Waiting(Joining joining, CompletableFuture<Optional<JoinOutcome>> outcome) {
        void refuse(JoinOutcome refusal) {
            outcome.complete(Optional.of(refusal));
        }
    }

    private final String id;
    private final Surroundings house;
    private final SerialExecutor serial;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private List<Waiting> waiting = new ArrayList<>();
    private State state = State.NEW;
    private Optional<Room> room = Optional.empty();
    private Optional<Recipients> everyone = Optional.of(Recipients.NOBODY); // empty after a change
    private Optional<Future<?>> selfClean = Optional.empty();
    private long emptyTimes; // how often it became empty, which tells one self-clean from another

    RoomController(String id, Surroundings house, Executor pool) {
        this.id = id;
        this.house = house;
        this.serial = new SerialExecutor(pool, MAX_WAITING);
    }

    String id() {
        return id;
    }

    /** Completes with empty if this controller has closed: the room needs a new one. */
    CompletionStage<Optional<JoinOutcome>> join(Joining joining) {
        CompletableFuture<Optional<JoinOutcome>> outcome = new CompletableFuture<>();
        try {
            serial.execute(() -> {
                try {
                    onJoin(new Waiting(joining, outcome));
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
        return ask(NOT_JOINED, serial::executeAnyway, () -> remove(participant, NOT_JOINED, member -> {}));
    }

    CompletionStage<Outcome> drop(String participant) {
        return ask(
                NO_PARTICIPANT,
                serial::executeAnyway,
                () -> remove(
                        participant, NO_PARTICIPANT, member -> house.portals().drop(member.portal(), member.id())));
    }

    CompletionStage<Outcome> text(String from, String to, Optional<Object> message) {
        return ask(BUSY, serial, () -> onText(from, to, message));
    }

    CompletionStage<List<ParticipantDetail>> participants() {
        return ask(List.of(), serial::executeAnyway, () -> members.values().stream()
                .map(Member::detail)
                .toList());
    }

    /** Drops everyone and closes. */
    CompletionStage<Outcome> destroy() {
        return ask(Outcome.DONE, serial::executeAnyway, () -> {
            LOG.debug("Room {} is destroyed with {} participants", id, members.size());
            List<Member> dropped = List.copyOf(members.values());
            close();
            dropped.forEach(member -> house.portals().drop(member.portal(), member.id()));
            return Outcome.DONE;
        });
    }

    /** Removes everyone whom a portal held. */
    CompletionStage<Outcome> portalGone(String portal) {
        return ask(Outcome.DONE, serial::executeAnyway, () -> {
            onPortalGone(portal);
            return Outcome.DONE;
        });
    }

    /** Closes without telling anyone, because this node stops. */
    CompletionStage<Outcome> shutDown() {
        return ask(Outcome.DONE, serial::executeAnyway, () -> {
            close();
            return Outcome.DONE;
        });
    }

    /** Runs a question in its turn. */
    private <T> CompletionStage<T> ask(T whenRefused, Executor turn, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            turn.execute(() -> {
                try {
                    answer.complete(question.get());
                } finally {
                    answer.complete(whenRefused); // where the question failed; the executor logs why
                }
            });
        } catch (RejectedExecutionException refused) {
            answer.complete(whenRefused);
        }
        return answer;
    }

    private void onJoin(Waiting newcomer) {
        switch (state) {
            case OPEN -> admit(newcomer);
            case CLOSED -> newcomer.outcome().complete(Optional.empty());
            case NEW, LOADING -> {
                if (waiting.size() >= MAX_WAITING) {
                    newcomer.refuse(JOINING_FAILED);
                    return;
                }
                if (state == State.NEW) {
                    house.loader().load(id).thenAccept(loaded -> inTurn(() -> onLoaded(loaded)));
                    state = State.LOADING;
                }
                waiting.add(newcomer);
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
            List<Waiting> newcomers = waiting;
            waiting = new ArrayList<>();
            newcomers.forEach(this::admit);
            cleanIfEmpty(); // everyone who waited may have left, or been refused
        } else {
            LOG.debug("Room {} could not be loaded: {}", id, loaded);
            JoinOutcome refusal = loaded instanceof Loaded.Missing
                    ? new JoinOutcome.Refused("Joining room failed", false)
                    : JOINING_FAILED;
            refuseWaiting(refusal);
            close();
        }
    }

    /** Checks and lets in, in one step: nobody else is admitted in between. */
    private void admit(Waiting newcomer) {
        Joining joining = newcomer.joining();
        Participant participant = joining.participant();
        Room configured = room.orElseThrow();
        if (isFull(configured, participant.id())) {
            newcomer.refuse(new JoinOutcome.Refused("Room is full", true));
            return;
        }
        Optional<Permission> permission = configured.role(participant.role()).map(Permission::ofRole);
        if (permission.isEmpty()) {
            newcomer.refuse(new JoinOutcome.Refused("Invalid role", false));
            return;
        }
        if (!house.portals().has(joining.portal())) {
            newcomer.refuse(JOINING_FAILED); // it went away meanwhile: nobody would ever say that this one left
            return;
        }
        Member member = new Member(participant, joining.portal(), permission.get());
        Recipients others = othersThan(participant.id());
        if (members.put(participant.id(), member) == null) {
            house.sessions().increment();
        }
        everyone = Optional.empty();
        stopSelfClean();
        announce(others, new Notification.ParticipantJoined(participant));
        newcomer.outcome().complete(Optional.of(new JoinOutcome.Joined(member.permission(), snapshot(configured))));
    }

    private boolean isFull(Room configured, String participant) {
        return !members.containsKey(participant)
                && configured
                        .participantLimit()
                        .filter(limit -> members.size() >= limit)
                        .isPresent();
    }

    private RoomSnapshot snapshot(Room configured) {
        List<Participant> present =
                members.values().stream().map(Member::participant).toList();
        return new RoomSnapshot(id, configured.views(), present, List.of());
    }

    private Outcome onText(String from, String to, Optional<Object> message) {
        if (!members.containsKey(from)) {
            return NOT_JOINED;
        }
        if (to.equals("all")) {
            house.portals().notify(everyone(), new Notification.TextReceived(from, true, message));
            return Outcome.DONE;
        }
        Optional<Member> target = Optional.ofNullable(members.get(to));
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
        Optional<Member> member = Optional.ofNullable(members.remove(participant));
        if (member.isEmpty()) {
            return cancelWaiting(participant) ? Outcome.DONE : absent;
        }
        house.sessions().decrement();
        everyone = Optional.empty();
        farewell.accept(member.get());
        announce(everyone(), new Notification.ParticipantLeft(participant));
        cleanIfEmpty();
        return Outcome.DONE;
    }

    /** Someone may leave before the room is loaded: then the join is what fails, and nobody has to be told. */
    private boolean cancelWaiting(String participant) {
        List<Waiting> cancelled = waiting.stream()
                .filter(waiter -> waiter.joining().participant().id().equals(participant))
                .toList();
        waiting.removeAll(cancelled);
        cancelled.forEach(waiter -> waiter.refuse(JOINING_FAILED));
        return !cancelled.isEmpty();
    }

    private void onPortalGone(String portal) {
        List<Member> gone = members.values().stream()
                .filter(member -> member.portal().equals(portal))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        LOG.debug("Room {} loses {} participants with portal {}", id, gone.size(), portal);
        gone.forEach(member -> members.remove(member.id()));
        house.sessions().add(-gone.size());
        everyone = Optional.empty();
        gone.forEach(member -> announce(everyone(), new Notification.ParticipantLeft(member.id())));
        cleanIfEmpty();
    }

    private void announce(Recipients recipients, Notification notification) {
        if (room.filter(Room::announcesParticipants).isPresent()) {
            house.portals().notify(recipients, notification);
        }
    }

    private Recipients everyone() {
        if (everyone.isEmpty()) {
            everyone = Optional.of(Recipients.of(members.values()));
        }
        return everyone.get();
    }

    private Recipients othersThan(String participant) {
        if (!members.containsKey(participant)) {
            return everyone();
        }
        return Recipients.of(members.values().stream()
                .filter(member -> !member.id().equals(participant))
                .toList());
    }

    private void cleanIfEmpty() {
        if (state == State.OPEN && members.isEmpty() && selfClean.isEmpty()) {
            long time = ++emptyTimes;
            selfClean = Optional.of(house.timer()
                    .schedule(
                            () -> inTurn(() -> onSelfClean(time)),
                            house.selfCleanMillis().getAsLong(),
                            TimeUnit.MILLISECONDS));
        }
    }

    private void stopSelfClean() {
        selfClean.ifPresent(timer -> timer.cancel(false));
        selfClean = Optional.empty();
    }

    private void onSelfClean(long time) {
        if (selfClean.isPresent() && time == emptyTimes) { // else someone came while this waited for its turn
            LOG.debug("Room {} has been empty for long enough", id);
            close();
        }
    }

    private void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        stopSelfClean();
        house.sessions().add(-members.size());
        members.clear();
        everyone = Optional.of(Recipients.NOBODY);
        refuseWaiting(JOINING_FAILED);
        try {
            house.worker().layDown(id); // before anyone can make a new controller, which picks it up again
        } finally {
            house.onClosed().accept(this);
        }
    }

    private void refuseWaiting(JoinOutcome refusal) {
        List<Waiting> refused = waiting;
        waiting = new ArrayList<>();
        refused.forEach(waiter -> waiter.refuse(refusal));
    }

    private void inTurn(Runnable task) {
        try {
            serial.executeAnyway(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Room {} is past its turn", id);
        }
    }
}
