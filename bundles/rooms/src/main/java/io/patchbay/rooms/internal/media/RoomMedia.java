package io.patchbay.rooms.internal.media;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.MediaEvent;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.api.rooms.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What participants of one room ask for concerning media. Each publication or subscription lies on a transport, which the placement gives to a worker; the worker is told
 * what the participant wants, and says how it gets on. Confined to the room's serial executor, apart from what is chained to an answer,
 * which goes back there first.
 */
public final class RoomMedia {
    private static final int MOST_SESSIONS = 64; // of one participant
    private static final String UNAUTHORIZED = "unauthorized";
    private static final String NO_STREAM = "Stream does NOT exist";
    private static final String NO_SUBSCRIPTION = "Subscription does NOT exist";
    private static final String NOT_JOINED = "Participant has not joined";

    /**
     * Who asks.
     *
     * @param participant its id
     * @param permission what it may do
     * @param origin the preference that its token was asked with
     */
    public record Asker(String participant, Permission permission, Attributes origin) {}

    private final RoomVoice room;
    private final Supplier<OptionalInt> inputLimit;
    private final WorkerCalls calls;
    private final MediaLedger ledger;
    private final MediaNews news;
    private final WorkerWatch watch;

    /**
     * A room without media.
     *
     * @param inputLimit how many publications there may be; asked in the room's turns
     */
    public RoomMedia(
            RoomVoice room,
            Supplier<OptionalInt> inputLimit,
            Supplier<Optional<Placement>> placement,
            WorkerCalls calls,
            ScheduledExecutorService timer) {
        this.room = room;
        this.inputLimit = inputLimit;
        this.calls = calls;
        this.ledger = new MediaLedger(room, placement);
        this.news = new MediaNews(room, ledger);
        this.watch = new WorkerWatch(room, ledger, placement, timer);
    }

    /** The streams that can be had, in the form of protocol 1.2. */
    public List<Attributes> streams() {
        return ledger.streams();
    }

    /** A worker says something; false if it is of nothing that the worker was given. */
    public boolean event(String worker, MediaEvent event) {
        return news.take(worker, event);
    }

    /** A participant is gone, and all that it had. */
    public void left(String participant) {
        ledger.left(participant);
    }

    /** The room is gone. */
    public void close() {
        ledger.close();
    }

    /** Does what a participant asks for. */
    public CompletionStage<MediaOutcome> request(Asker asker, MediaRequest request) {
        if (request instanceof MediaRequest.Publish publish) {
            String transport = transportId(publish.description());
            return open(
                    asker,
                    publish.purpose(),
                    MediaSession.of(publish, asker.participant(), transport),
                    publish.description());
        }
        if (request instanceof MediaRequest.Subscribe subscribe) {
            String transport = transportId(subscribe.description());
            return open(
                    asker,
                    subscribe.purpose(),
                    MediaSession.of(subscribe, asker.participant(), transport),
                    subscribe.description());
        }
        if (request instanceof MediaRequest.Unpublish unpublish) {
            return stream(asker, unpublish.id()).act(this::close);
        }
        if (request instanceof MediaRequest.Unsubscribe unsubscribe) {
            return subscription(asker, unsubscribe.id()).act(this::close);
        }
        if (request instanceof MediaRequest.ControlStream control) {
            return stream(asker, control.id())
                    .act(session -> control(session, control.controls(), 0, Optional.empty()));
        }
        if (request instanceof MediaRequest.ControlSubscription control) {
            return subscription(asker, control.id()).act(session -> control(session, control.control()));
        }
        return signal(asker, (MediaRequest.Signal) request);
    }

    private static String transportId(Attributes description) {
        return description
                .object("transport")
                .flatMap(transport -> transport.text("id"))
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
    }

    /** A session that is asked for, or why it may not be had. */
    private record Found(Optional<MediaSession> session, String refusal) {
        CompletionStage<MediaOutcome> act(Function<MediaSession, CompletionStage<MediaOutcome>> action) {
            return session.map(action).orElseGet(() -> failed(refusal));
        }
    }

    private Found stream(Asker asker, String id) {
        Optional<MediaSession> found = ledger.find(id).filter(MediaSession::isPublication);
        if (found.isEmpty()) {
            return new Found(found, NO_STREAM);
        }
        return new Found(found.filter(session -> session.isOf(asker.participant())), UNAUTHORIZED);
    }

    private Found subscription(Asker asker, String id) {
        Optional<MediaSession> found =
                ledger.find(id).filter(session -> !session.isPublication() && session.isOf(asker.participant()));
        return new Found(found, NO_SUBSCRIPTION);
    }

    private static CompletionStage<MediaOutcome> failed(String reason) {
        return CompletableFuture.completedStage(new MediaOutcome.Failed(reason));
    }

    private CompletionStage<MediaOutcome> open(
            Asker asker, String purpose, MediaSession session, Attributes description) {
        Optional<String> refusal = refusal(asker, session);
        if (refusal.isPresent()) {
            return failed(refusal.get());
        }
        Map<String, Object> message = ledger.message(session.isPublication() ? "publish" : "subscribe", session);
        message.put("description", description.values());
        Optional<Transport> known = ledger.transportOf(session);
        if (known.isPresent()) {
            boolean own = known.get().owner().equals(asker.participant())
                    && known.get().purpose().equals(purpose);
            return own ? begin(session, known.get(), message) : failed(UNAUTHORIZED);
        }
        boolean asked = description
                .object("transport")
                .flatMap(transport -> transport.text("id"))
                .isPresent();
        if (asked && !session.transport().equals(session.id())) {
            return failed("Transport does NOT exist");
        }
        ledger.add(session);
        CompletableFuture<MediaOutcome> outcome = new CompletableFuture<>();
        ledger.schedule(purpose, session.transport(), asker.origin())
                .whenComplete((scheduled, failure) -> inTurn(outcome, () -> {
                    if (!ledger.holds(session)) {
                        ledger.unschedule(purpose, session.transport());
                        outcome.complete(new MediaOutcome.Failed(NOT_JOINED));
                    } else if (scheduled instanceof Scheduled.Placed placed
                            && placed.info().callback().isPresent()) {
                        Transport transport = new Transport(
                                session.transport(),
                                purpose,
                                session.owner(),
                                placed.worker(),
                                placed.info().callback().get(),
                                calls);
                        ledger.add(transport);
                        watch.look();
                        follow(begin(session, transport, message), outcome);
                    } else {
                        ledger.forget(session);
                        outcome.complete(new MediaOutcome.Failed(
                                reason(purpose, session.transport(), Optional.ofNullable(scheduled))));
                    }
                }));
        return outcome;
    }

    private String reason(String purpose, String transport, Optional<Scheduled> scheduled) {
        if (scheduled.isEmpty()) {
            return "Internal error";
        }
        if (scheduled.get() instanceof Scheduled.Refused refused) {
            return refused.message();
        }
        ledger.unschedule(purpose, transport);
        return "Worker " + ((Scheduled.Placed) scheduled.get()).worker() + " has stated no callback";
    }

    private Optional<String> refusal(Asker asker, MediaSession session) {
        Permission.Media allowed = session.isPublication()
                ? asker.permission().publish()
                : asker.permission().subscribe();
        if (ledger.countOf(asker.participant()) >= MOST_SESSIONS) {
            return Optional.of("Too many requests at once");
        }
        if (ledger.find(session.id()).isPresent()) {
            return Optional.of(session.isPublication() ? "Stream exists" : "Subscription exists");
        }
        for (Track track : session.tracks()) {
            if (!(track.isOf("audio") ? allowed.audio() : allowed.video())) {
                return Optional.of(UNAUTHORIZED);
            }
            if (!session.isPublication() && !ledger.isThere(track)) {
                return Optional.of("Target " + track.type() + " stream does NOT satisfy: "
                        + track.from().orElse(""));
            }
        }
        return session.isPublication() && isFull() ? Optional.of("Too many inputs") : Optional.empty();
    }

    private boolean isFull() {
        OptionalInt limit = inputLimit.get();
        return limit.isPresent() && ledger.publications() >= limit.getAsInt();
    }

    private CompletionStage<MediaOutcome> begin(
            MediaSession session, Transport transport, Map<String, Object> message) {
        ledger.add(session);
        return say(transport, message, reply -> {
            if (!ledger.holds(session)) {
                ledger.tellEnd(session, transport); // the participant has left meanwhile
                return new MediaOutcome.Failed(NOT_JOINED);
            }
            if (reply instanceof Reply.Refused refused) {
                ledger.forget(session);
                return new MediaOutcome.Failed(refused.reason());
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", session.id());
            data.put("transportId", session.transport());
            return new MediaOutcome.Done(Optional.of(data));
        });
    }

    private CompletionStage<MediaOutcome> say(
            Transport transport, Map<String, Object> message, Function<Reply, MediaOutcome> then) {
        CompletableFuture<MediaOutcome> outcome = new CompletableFuture<>();
        transport
                .ask(message)
                .whenComplete((reply, failure) -> inTurn(outcome, () -> {
                    transport.answered();
                    Reply known = failure == null ? reply : new Reply.Refused("Internal error");
                    outcome.complete(then.apply(known));
                }));
        return outcome;
    }

    /** Runs what follows an answer; whatever comes of it, whoever waits for the outcome gets one. */
    private void inTurn(CompletableFuture<MediaOutcome> outcome, Runnable task) {
        try {
            room.turns().execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException failed) {
                    outcome.complete(new MediaOutcome.Failed("Internal error"));
                    throw failed;
                }
            });
        } catch (RuntimeException closing) {
            outcome.complete(new MediaOutcome.Failed("Room is closing"));
        }
    }

    private static void follow(CompletionStage<MediaOutcome> stage, CompletableFuture<MediaOutcome> outcome) {
        stage.thenAccept(outcome::complete);
    }

    private CompletionStage<MediaOutcome> close(MediaSession session) {
        ledger.end(session, Optional.empty());
        return CompletableFuture.completedStage(MediaOutcome.DONE);
    }

    /** One change after another, until one fails; the answer is that of the last. */
    private CompletionStage<MediaOutcome> control(
            MediaSession session, List<MediaRequest.Control> controls, int next, Optional<Object> data) {
        if (next == controls.size()) {
            return CompletableFuture.completedStage(new MediaOutcome.Done(data));
        }
        CompletableFuture<MediaOutcome> outcome = new CompletableFuture<>();
        control(session, controls.get(next))
                .thenAccept(answer -> inTurn(outcome, () -> {
                    if (answer instanceof MediaOutcome.Done done) {
                        follow(control(session, controls, next + 1, done.data()), outcome);
                    } else {
                        outcome.complete(answer);
                    }
                }));
        return outcome;
    }

    private CompletionStage<MediaOutcome> control(MediaSession session, MediaRequest.Control control) {
        Optional<Transport> transport = ledger.transportOf(session);
        if (transport.isEmpty() || !session.isReady()) {
            return failed(session.isPublication() ? NO_STREAM : NO_SUBSCRIPTION);
        }
        Map<String, Object> message =
                ledger.message(session.isPublication() ? "stream-control" : "subscription-control", session);
        message.put("operation", control.operation());
        control.data().ifPresent(data -> message.put("data", data));
        return say(transport.get(), message, reply -> {
            if (reply instanceof Reply.Refused refused) {
                return new MediaOutcome.Failed(refused.reason());
            }
            onControlled(session, control);
            return new MediaOutcome.Done(((Reply.Taken) reply).data());
        });
    }

    private void onControlled(MediaSession session, MediaRequest.Control control) {
        boolean paused = control.operation().equals("pause");
        if (session.isStream()
                && ledger.holds(session)
                && (paused || control.operation().equals("play"))) {
            String kind = control.data().map(Object::toString).orElse("av");
            for (String changed : session.silence(kind, paused)) {
                room.tellAll(new Notification.StreamUpdated(
                        session.id(), changed + ".status", paused ? "inactive" : "active"));
            }
        }
    }

    private CompletionStage<MediaOutcome> signal(Asker asker, MediaRequest.Signal signal) {
        Optional<MediaSession> session = ledger.find(signal.id());
        Optional<Transport> transport = session.flatMap(ledger::transportOf)
                .or(() -> ledger.transport(signal.id()))
                .filter(one -> one.owner().equals(asker.participant()));
        if (transport.isEmpty()) {
            return failed("Session does NOT exist");
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message", UUID.randomUUID().toString());
        message.put("type", "soac");
        message.put("room", room.id());
        message.put("participant", asker.participant());
        message.put("id", signal.id());
        message.put("transport", transport.get().id());
        message.put("signaling", signal.signaling().values());
        return say(
                transport.get(),
                message,
                reply -> reply instanceof Reply.Refused refused
                        ? new MediaOutcome.Failed(refused.reason())
                        : MediaOutcome.DONE);
    }
}
