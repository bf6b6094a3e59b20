package io.patchbay.rooms.internal.media;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.portal.Notification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of a room and the transports that carry them: what ends takes along what was made of it. Confined to the room's serial
 * executor.
 */
final class MediaLedger {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLedger.class);
    private static final long RESERVE_MILLIS = 30_000; // owt-server, section 8

    private final RoomVoice room;
    private final Supplier<Optional<Placement>> placement;
    private final Map<String, MediaSession> sessions = new LinkedHashMap<>();
    private final Map<String, Transport> transports = new LinkedHashMap<>();

    MediaLedger(RoomVoice room, Supplier<Optional<Placement>> placement) {
        this.room = room;
        this.placement = placement;
    }

    Optional<MediaSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Optional<Transport> transport(String id) {
        return Optional.ofNullable(transports.get(id));
    }

    Optional<Transport> transportOf(MediaSession session) {
        return Optional.ofNullable(transports.get(session.transport()));
    }

    List<Transport> transports() {
        return List.copyOf(transports.values());
    }

    List<MediaSession> on(Transport transport) {
        return sessions.values().stream()
                .filter(session -> session.transport().equals(transport.id()))
                .toList();
    }

    long countOf(String participant) {
        return sessions.values().stream()
                .filter(session -> session.isOf(participant))
                .count();
    }

    /** How many publications there are, those included whose worker is not ready. */
    long publications() {
        return sessions.values().stream().filter(MediaSession::isPublication).count();
    }

    boolean holds(MediaSession session) {
        return sessions.get(session.id()) == session;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    void add(MediaSession session) {
        sessions.put(session.id(), session);
    }

    void add(Transport transport) {
        transports.put(transport.id(), transport);
    }

    /** Whether there is something to receive. */
    boolean isThere(Track wanted) {
        return sessions.values().stream()
                .filter(MediaSession::isStream)
                .filter(stream -> wanted.from().filter(stream::isMeantBy).isPresent())
                .flatMap(stream -> stream.tracks().stream())
                .anyMatch(track -> track.isOf(wanted.type()));
    }

    /** The streams that can be had, in the form of protocol 1.2. */
    List<Attributes> streams() {
        List<Attributes> streams = new ArrayList<>();
        for (MediaSession session : sessions.values()) {
            if (session.isStream()) {
                streams.add(toStream(session));
            }
        }
        return streams;
    }

    Attributes toStream(MediaSession session) {
        return session.toStream(transportOf(session).map(Transport::purpose).orElse("webrtc"));
    }

    CompletionStage<Scheduled> schedule(String purpose, String task, Attributes origin) {
        return placement
                .get()
                .map(service -> service.schedule(new ScheduleRequest(
                        purpose, task, Preference.of(origin), RESERVE_MILLIS, new Origin(room.id(), ""))))
                .orElseGet(() -> CompletableFuture.completedStage(
                        new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready.")));
    }

    void unschedule(String purpose, String task) {
        placement.get().ifPresent(service -> service.unschedule(purpose, task));
    }

    Map<String, Object> message(String type, MediaSession session) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("message", UUID.randomUUID().toString());
        message.put("type", type);
        message.put("room", room.id());
        message.put("participant", session.owner());
        message.put("id", session.id());
        message.put("transport", session.transport());
        return message;
    }

    /** Ends a session that the worker does not know to be over. */
    void end(MediaSession session, Optional<String> reasonForOwner) {
        Optional<Transport> transport = transportOf(session);
        forget(session);
        reasonForOwner.ifPresent(reason -> room.tell(
                session.owner(),
                new Notification.Progress(session.id(), "error", Optional.of(reason), Optional.empty())));
        transport.ifPresent(one -> tellEnd(session, one));
    }

    /** Tells the worker that a session is over. */
    void tellEnd(MediaSession session, Transport transport) {
        transport
                .tell(message(session.isPublication() ? "unpublish" : "unsubscribe", session))
                .whenComplete((reply, failure) -> {
                    if (!(reply instanceof Reply.Taken)) {
                        LOG.debug("Worker {} was not told the end of {}", transport.worker(), session.id());
                    }
                });
    }

    /** Forgets a session, tells everyone if it was a stream, and ends what was made of it. */
    void forget(MediaSession session) {
        if (!sessions.remove(session.id(), session)) {
            return;
        }
        boolean used =
                sessions.values().stream().anyMatch(one -> one.transport().equals(session.transport()));
        if (!used) {
            Optional.ofNullable(transports.remove(session.transport()))
                    .ifPresent(transport -> unschedule(transport.purpose(), transport.id()));
        }
        if (session.isStream()) {
            room.tellAll(new Notification.StreamRemoved(session.id()));
            List.copyOf(sessions.values()).stream()
                    .filter(other -> other.receives(session))
                    .forEach(other -> end(other, Optional.of("Stream " + session.id() + " is gone")));
        }
    }

    /** A participant is gone, and all that it had. */
    void left(String participant) {
        for (MediaSession session : List.copyOf(sessions.values())) {
            if (session.isOf(participant) && sessions.containsKey(session.id())) {
                end(session, Optional.empty());
            }
        }
    }

    /** The room is gone. */
    void close() {
        List<MediaSession> all = List.copyOf(sessions.values());
        for (MediaSession session : all) {
            Optional<Transport> transport = transportOf(session);
            transport.ifPresent(one -> {
                tellEnd(session, one);
                unschedule(one.purpose(), one.id());
            });
        }
        sessions.clear();
        transports.clear();
    }
}
