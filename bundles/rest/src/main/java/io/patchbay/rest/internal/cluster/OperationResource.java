package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.node.Node;
import io.patchbay.api.portal.ClientSessions;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.SessionStatus;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.Room;
import io.patchbay.api.store.Rooms;
import io.patchbay.api.store.StoreException;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/status}, {@code sessions} and {@code rooms}: what this node has. Thread-safe; {@link #rooms} blocks. */
final class OperationResource {
    private static final Logger LOG = LoggerFactory.getLogger(OperationResource.class);
    private static final int USUAL_LIMIT = 200;
    private static final int MOST = 10_000;

    private final Node node;
    private final Cluster cluster;
    private final Plugins plugins;
    private final RoomControllers controllers;
    private final Rooms rooms;
    private final NearPortal portal;

    OperationResource(
            Node node, Cluster cluster, Plugins plugins, RoomControllers controllers, Rooms rooms, NearPortal portal) {
        this.node = node;
        this.cluster = cluster;
        this.plugins = plugins;
        this.controllers = controllers;
        this.rooms = rooms;
        this.portal = portal;
    }

    static Refusal noPortal() {
        return ProblemCode.STARTING.refusal("The portal of this node is starting, or being replaced.");
    }

    CompletionStage<Answer> status(Call call) {
        return done(Answer.json(json -> {
            json.writeStringField("node", node.name());
            json.writeStringField("version", node.version());
            json.writeStringField("url", node.url().toString());
            json.writeBooleanField("connected", cluster.connected());
            Optional<Member> leader = cluster.leader();
            if (leader.isPresent()) {
                json.writeStringField("leader", leader.get().node());
            }
            json.writeArrayFieldStart("members");
            for (Member member : cluster.members()) {
                json.writeStartObject();
                json.writeStringField("node", member.node());
                json.writeStringField("url", member.url().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("rooms", controllers.activeRooms().size());
            writePlugins(json);
            Optional<Drain> drain = portal.drain();
            if (drain.isPresent()) {
                json.writeObjectFieldStart("drain");
                DrainResource.write(json, drain.get().status());
                json.writeEndObject();
            }
        }));
    }

    CompletionStage<Answer> sessions(Call call) {
        ClientSessions sessions = portal.sessions().orElseThrow(OperationResource::noPortal);
        Optional<String> room = Optional.ofNullable(call.query().get("room"));
        room.ifPresent(id -> Fields.requireIdentifier("room", id));
        List<SessionStatus> some = sessions.sessions(room, limitOf(call));
        return done(Answer.json(json -> {
            json.writeNumberField("total", sessions.count());
            json.writeArrayFieldStart("sessions");
            for (SessionStatus session : some) {
                json.writeStartObject();
                json.writeStringField("participant", session.participant());
                json.writeStringField("user", session.user());
                json.writeStringField("role", session.role());
                json.writeStringField("room", session.room());
                json.writeStringField("version", session.version());
                json.writeBooleanField("connected", session.connected());
                json.writeNumberField("ageMillis", session.ageMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    /** What is told of one room. */
    private record ActiveRoom(
            String id, Optional<Room> stored, CompletableFuture<List<ParticipantDetail>> participants) {}

    CompletionStage<Answer> rooms(Call call) {
        List<String> active = controllers.activeRooms();
        List<ActiveRoom> some = new ArrayList<>();
        boolean named = true; // a database that does not answer is asked once, not for every room
        for (String id : active.stream().sorted().limit(limitOf(call)).toList()) {
            Optional<Room> stored = Optional.empty();
            if (named) {
                try {
                    stored = rooms.find(id);
                } catch (StoreException away) {
                    LOG.debug("Rooms are listed without their names", away);
                    named = false;
                }
            }
            some.add(new ActiveRoom(id, stored, controllers.participants(id).toCompletableFuture()));
        }
        return CompletableFuture.allOf(
                        some.stream().map(ActiveRoom::participants).toArray(CompletableFuture[]::new))
                .orTimeout(5, TimeUnit.SECONDS)
                .thenApply(all -> Answer.json(json -> {
                    json.writeNumberField("total", active.size());
                    json.writeArrayFieldStart("rooms");
                    for (ActiveRoom room : some) {
                        write(json, room);
                    }
                    json.writeEndArray();
                }));
    }

    private void writePlugins(JsonGenerator json) throws IOException {
        int serving = 0;
        int faulty = 0;
        for (PluginStatus plugin : plugins.plugins()) {
            serving += plugin.state() == PluginStatus.State.SERVING ? 1 : 0;
            faulty += plugin.state() == PluginStatus.State.FAULTY ? 1 : 0;
        }
        json.writeObjectFieldStart("plugins");
        json.writeNumberField("serving", serving);
        json.writeNumberField("faulty", faulty);
        json.writeNumberField("rejected", plugins.rejected().size());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ActiveRoom room) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", room.id());
        if (room.stored().isPresent()) {
            json.writeStringField("name", room.stored().get().name());
            json.writeStringField("service", room.stored().get().service());
        }
        json.writeNumberField("participants", room.participants().join().size());
        json.writeEndObject();
    }

    private static int limitOf(Call call) {
        String text = call.query().get("limit");
        if (text == null) {
            return USUAL_LIMIT;
        }
        int limit = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw new InvalidFieldException("limit", "must be a number from 1 to " + MOST);
        }
        return limit;
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
