package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Moment;
import io.patchbay.api.portal.Timeline.State;
import io.patchbay.api.portal.TimelineQuery;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.rooms.ActiveRoom;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code /cluster/v1/sessions} and {@code timelines}: the clients of this node's portal, and what became of them. Thread-safe; does
 * not block.
 */
final class SessionsResource {
    private static final String STATES =
            Stream.of(State.values()).map(SessionsResource::inSmall).collect(Collectors.joining(", "));

    private final NearPortal portal;
    private final RoomControllers controllers;

    /** @param controllers asked what the rooms are called that are kept here */
    SessionsResource(NearPortal portal, RoomControllers controllers) {
        this.portal = portal;
        this.controllers = controllers;
    }

    CompletionStage<Answer> list(Call call) {
        ClientSessions sessions = portal.sessions().orElseThrow(OperationResource::noPortal);
        SessionPage page = sessions.sessions(new SessionQuery(
                Asked.identifier(call, "room"),
                Asked.search(call),
                connectedOf(call),
                Asked.after(call),
                Limit.of(call)));
        return done(Answer.json(json -> {
            json.writeNumberField("total", sessions.count());
            json.writeNumberField("matched", page.matched());
            if (page.more()) {
                json.writeStringField(
                        "next", page.sessions().get(page.sessions().size() - 1).participant());
            }
            json.writeArrayFieldStart("sessions");
            for (SessionStatus session : page.sessions()) {
                write(json, session);
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> timelines(Call call) {
        boolean whole = hasAllMoments(call);
        List<Timeline> some = known().timelines(new TimelineQuery(
                Asked.identifier(call, "room"), Asked.search(call), statesOf(call), Limit.of(call)));
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("timelines");
            for (Timeline timeline : some) {
                List<Moment> moments = timeline.moments();
                json.writeStartObject();
                write(json, timeline, whole ? moments : moments.subList(moments.size() - 1, moments.size()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> timeline(Call call) {
        String id = call.parameter("session");
        Fields.requireIdentifier("session", id);
        return done(known().timeline(id)
                .map(timeline -> Answer.json(json -> write(json, timeline, timeline.moments())))
                .orElseGet(() -> ProblemCode.UNKNOWN_TIMELINE.answer(
                        "This node remembers nothing of a participant or portal task of the name " + id + ".")));
    }

    private Timelines known() {
        return portal.timelines().orElseThrow(OperationResource::noPortal);
    }

    private void write(JsonGenerator json, SessionStatus session) throws IOException {
        json.writeStartObject();
        json.writeStringField("participant", session.participant());
        json.writeStringField("user", session.user());
        json.writeStringField("role", session.role());
        writeRoom(json, session.room());
        json.writeStringField("version", session.version());
        json.writeBooleanField("connected", session.connected());
        json.writeNumberField("since", session.sinceMillis());
        json.writeStringField("task", session.task());
        json.writeStringField("controller", session.controller());
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Timeline timeline, List<Moment> moments) throws IOException {
        json.writeStringField("task", timeline.task());
        if (timeline.participant().isPresent()) {
            json.writeStringField("participant", timeline.participant().get());
        }
        json.writeStringField("user", timeline.user());
        json.writeStringField("role", timeline.role());
        writeRoom(json, timeline.room());
        json.writeStringField("service", timeline.service());
        if (timeline.version().isPresent()) {
            json.writeStringField("version", timeline.version().get());
        }
        json.writeStringField("state", inSmall(timeline.state()));
        json.writeNumberField("omitted", timeline.omitted());
        json.writeArrayFieldStart("moments");
        for (Moment moment : moments) {
            json.writeStartObject();
            json.writeNumberField("at", moment.atMillis());
            json.writeStringField("kind", inSmall(moment.kind()));
            if (!moment.code().isEmpty()) {
                json.writeStringField("code", moment.code());
            }
            if (!moment.detail().isEmpty()) {
                json.writeStringField("detail", moment.detail());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A room that another node keeps has no name here. */
    private void writeRoom(JsonGenerator json, String room) throws IOException {
        json.writeStringField("room", room);
        Optional<String> name = controllers.occupancy(room).flatMap(ActiveRoom::name);
        if (name.isPresent()) {
            json.writeStringField("roomName", name.get());
        }
    }

    private static String inSmall(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static boolean hasAllMoments(Call call) {
        return switch (call.query().getOrDefault("moments", "all")) {
            case "all" -> true;
            case "last" -> false;
            default -> throw new InvalidFieldException("moments", "must be all or last");
        };
    }

    private static Set<State> statesOf(Call call) {
        Set<State> states = EnumSet.noneOf(State.class);
        for (String name : call.query().getOrDefault("state", STATES).split(",", -1)) {
            states.add(Stream.of(State.values())
                    .filter(state -> inSmall(state).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidFieldException("state", "must be some of " + STATES)));
        }
        return states;
    }

    private static Optional<Boolean> connectedOf(Call call) {
        String state = call.query().getOrDefault("state", "");
        return switch (state) {
            case "" -> Optional.empty();
            case "connected" -> Optional.of(true);
            case "waiting" -> Optional.of(false);
            default -> throw new InvalidFieldException("state", "must be connected or waiting");
        };
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
