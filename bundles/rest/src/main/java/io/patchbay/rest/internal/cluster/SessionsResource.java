package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.SessionPage;
import io.patchbay.api.portal.SessionQuery;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timelines;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code /cluster/v1/sessions} and {@code timelines}: the clients of this node's portal, and what became of them. Thread-safe; does
 * not block.
 */
final class SessionsResource {
    private static final int MAX_SEARCH = 100;

    private final NearPortal portal;

    SessionsResource(NearPortal portal) {
        this.portal = portal;
    }

    CompletionStage<Answer> list(Call call) {
        ClientSessions sessions = portal.sessions().orElseThrow(OperationResource::noPortal);
        SessionPage page = sessions.sessions(
                new SessionQuery(roomOf(call), searchOf(call), connectedOf(call), afterOf(call), Limit.of(call)));
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
        List<Timeline> some = known().timelines(roomOf(call), searchOf(call), Limit.of(call));
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("timelines");
            for (Timeline timeline : some) {
                json.writeStartObject();
                write(json, timeline);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> timeline(Call call) {
        String id = call.parameter("session");
        Fields.requireIdentifier("session", id);
        return done(known().timeline(id)
                .map(timeline -> Answer.json(json -> write(json, timeline)))
                .orElseGet(() -> ProblemCode.UNKNOWN_TIMELINE.answer(
                        "This node remembers nothing of a participant or portal task of the name " + id + ".")));
    }

    private Timelines known() {
        return portal.timelines().orElseThrow(OperationResource::noPortal);
    }

    private static void write(JsonGenerator json, SessionStatus session) throws IOException {
        json.writeStartObject();
        json.writeStringField("participant", session.participant());
        json.writeStringField("user", session.user());
        json.writeStringField("role", session.role());
        json.writeStringField("room", session.room());
        json.writeStringField("version", session.version());
        json.writeBooleanField("connected", session.connected());
        json.writeNumberField("ageMillis", session.ageMillis());
        json.writeStringField("task", session.task());
        json.writeStringField("controller", session.controller());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeStringField("task", timeline.task());
        if (timeline.participant().isPresent()) {
            json.writeStringField("participant", timeline.participant().get());
        }
        json.writeStringField("user", timeline.user());
        json.writeStringField("role", timeline.role());
        json.writeStringField("room", timeline.room());
        json.writeStringField("service", timeline.service());
        if (timeline.version().isPresent()) {
            json.writeStringField("version", timeline.version().get());
        }
        json.writeStringField("state", inSmall(timeline.state()));
        json.writeNumberField("omitted", timeline.omitted());
        json.writeArrayFieldStart("moments");
        for (Timeline.Moment moment : timeline.moments()) {
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

    private static String inSmall(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> roomOf(Call call) {
        Optional<String> room = Optional.ofNullable(call.query().get("room"));
        room.ifPresent(id -> Fields.requireIdentifier("room", id));
        return room;
    }

    private static String searchOf(Call call) {
        String text = call.query().getOrDefault("search", "");
        if (text.length() > MAX_SEARCH) {
            throw new InvalidFieldException("search", "must be at most " + MAX_SEARCH + " characters long");
        }
        return text;
    }

    private static String afterOf(Call call) {
        String after = call.query().getOrDefault("after", "");
        if (!after.isEmpty()) {
            Fields.requireIdentifier("after", after);
        }
        return after;
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
