package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.node.Node;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Refusal;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /cluster/v1/status}: what this node is and has. Thread-safe; does not block. */
final class OperationResource {
    private final Node node;
    private final Cluster cluster;
    private final Plugins plugins;
    private final RoomControllers controllers;
    private final NearPortal portal;

    OperationResource(Node node, Cluster cluster, Plugins plugins, RoomControllers controllers, NearPortal portal) {
        this.node = node;
        this.cluster = cluster;
        this.plugins = plugins;
        this.controllers = controllers;
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

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
