package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session as it outlives the process. Immutable.
 *
 * @param version the protocol version that the client speaks
 * @param tickets ids of those that are good
 * @param missed what the client is not known to have received, in the words of its version
 * @param gap whether it has missed more
 */
record KeptSession(
        Participant participant,
        Place place,
        String taskCode,
        String version,
        boolean objectAck,
        Attributes origin,
        Permission permission,
        List<String> tickets,
        CodecState codecState,
        List<Outlet.Missed> missed,
        long lastSequence,
        boolean gap) {
    /** What is to be kept of a session that has no connection any more; empty if it can no longer be said. */
    static Optional<KeptSession> of(Session session, List<String> tickets) {
        List<Outlet.Missed> missed = new ArrayList<>();
        boolean gap = session.outlet().hasGap();
        List<Outlet.Missed> backlog = session.outlet().backlog().missed();
        try {
            for (Outlet.Missed one : backlog) {
                Broadcast spoken = Broadcast.spoken(
                        session.words(one.broadcast()), one.broadcast().tellsAnew());
                missed.add(new Outlet.Missed(spoken, one.sequence()));
            }
        } catch (CodecException unspoken) {
            missed.clear();
            gap = true;
        }
        SessionFacts facts = session.facts();
        return Optional.of(new KeptSession(
                facts.participant(),
                facts.place(),
                facts.taskCode(),
                facts.protocol().name(),
                facts.objectAck(),
                facts.origin(),
                session.permission(),
                tickets,
                session.codecState().get(),
                missed,
                session.outlet().lastSequence(),
                gap));
    }

    /** As JSON values. */
    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("id", participant.id());
        written.put("user", participant.user());
        written.put("role", participant.role());
        written.put("room", place.room());
        written.put("service", place.service());
        written.put("task", taskCode);
        written.put("version", version);
        written.put("objectAck", objectAck);
        written.put("origin", origin.values());
        written.put("publish", media(permission.publish()));
        written.put("subscribe", media(permission.subscribe()));
        written.put("tickets", tickets);
        written.put("layout", codecState.layout());
        written.put("codec", codecState.values().values());
        written.put("lastSequence", lastSequence);
        written.put("gap", gap);
        List<Object> events = new ArrayList<>(missed.size());
        for (Outlet.Missed one : missed) {
            List<Object> words = new ArrayList<>();
            for (Encoded.Wire.Event event : one.broadcast().words()) {
                words.add(Map.of("name", event.name(), "arguments", event.arguments()));
            }
            events.add(
                    Map.of("sequence", one.sequence(), "anew", one.broadcast().tellsAnew(), "events", words));
        }
        written.put("missed", events);
        return written;
    }

    private static List<Boolean> media(Permission.Media media) {
        return List.of(media.audio(), media.video());
    }

    /** Reads what {@link #write} wrote. */
    static KeptSession read(Map<?, ?> written) {
        List<Outlet.Missed> missed = new ArrayList<>();
        for (Object one : (List<?>) written.get("missed")) {
            Map<?, ?> item = (Map<?, ?>) one;
            List<Encoded.Wire.Event> events = new ArrayList<>();
            for (Object event : (List<?>) item.get("events")) {
                Map<?, ?> words = (Map<?, ?>) event;
                events.add(new Encoded.Wire.Event((String) words.get("name"), list(words.get("arguments"))));
            }
            Broadcast spoken = Broadcast.spoken(events, Boolean.TRUE.equals(item.get("anew")));
            missed.add(new Outlet.Missed(spoken, ((Number) item.get("sequence")).longValue()));
        }
        return new KeptSession(
                new Participant((String) written.get("id"), (String) written.get("user"), (String) written.get("role")),
                new Place((String) written.get("room"), written.get("service") instanceof String known ? known : ""),
                (String) written.get("task"),
                (String) written.get("version"),
                (Boolean) written.get("objectAck"),
                object(written.get("origin")),
                new Permission(readMedia(written.get("publish")), readMedia(written.get("subscribe"))),
                list(written.get("tickets")).stream().map(String.class::cast).toList(),
                new CodecState(((Number) written.get("layout")).intValue(), object(written.get("codec"))),
                missed,
                ((Number) written.get("lastSequence")).longValue(),
                (Boolean) written.get("gap"));
    }

    @SuppressWarnings("unchecked") // JSON has string keys only
    private static Attributes object(Object value) {
        return new Attributes((Map<String, Object>) value);
    }

    @SuppressWarnings("unchecked") // a list of anything
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Permission.Media readMedia(Object value) {
        List<Object> media = list(value);
        return new Permission.Media((Boolean) media.get(0), (Boolean) media.get(1));
    }

    /** Without tickets and task, so that it can be logged. */
    @Override
    public String toString() {
        return "KeptSession[participant=" + participant.id() + ", room=" + place.room() + "]";
    }
}
