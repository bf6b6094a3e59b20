package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/plugins}: what is installed, and which version serves. Thread-safe; methods may block on the disk. */
final class PluginsResource {
    private static final Logger LOG = LoggerFactory.getLogger(PluginsResource.class);
    private static final int MAX_VERSION_CHARACTERS = 200;

    private final Plugins plugins;
    private final Experiments experiments;

    PluginsResource(Plugins plugins, Experiments experiments) {
        this.plugins = plugins;
        this.experiments = experiments;
    }

    CompletionStage<Answer> list(Call call) {
        return done(Answer.json(json -> {
            List<ExperimentStatus> running = experiments.experiments();
            json.writeArrayFieldStart("plugins");
            for (PluginStatus plugin : plugins.plugins()) {
                write(json, plugin, running);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rejected");
            for (RejectedJar jar : plugins.rejected()) {
                json.writeStartObject();
                json.writeStringField("file", jar.file());
                json.writeStringField("cause", jar.cause().word());
                json.writeStringField("reason", jar.reason());
                json.writeStringField("since", jar.since().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notices");
            for (PluginNotice notice : plugins.notices()) {
                json.writeStartObject();
                json.writeStringField("kind", notice.kind().name().toLowerCase(Locale.ROOT));
                json.writeStringField("subject", notice.subject());
                json.writeStringField("text", notice.text());
                json.writeStringField("since", notice.since().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> pin(Call call) {
        String kind = identifier(call, "kind");
        String name = identifier(call, "name");
        Fields body = Fields.of(call.body().bytes());
        String version = body.text("version", MAX_VERSION_CHARACTERS)
                .orElseThrow(() -> new InvalidFieldException("version", "is missing"));
        body.end();
        if (!plugins.pin(kind, name, version)) {
            return done(unknown(kind, name, version));
        }
        LOG.info("Audit: {} pinned {} '{}' to version {}", call.peer(), kind, name, version);
        return done(Answer.empty(204));
    }

    CompletionStage<Answer> unpin(Call call) {
        String kind = identifier(call, "kind");
        String name = identifier(call, "name");
        if (!plugins.unpin(kind, name)) {
            return done(ProblemCode.UNKNOWN_PLUGIN.answer("No version of " + kind + " '" + name + "' is pinned."));
        }
        LOG.info("Audit: {} unpinned {} '{}'", call.peer(), kind, name);
        return done(Answer.empty(204));
    }

    CompletionStage<Answer> clearFaults(Call call) {
        String kind = identifier(call, "kind");
        String name = identifier(call, "name");
        String version = call.parameter("version");
        if (!plugins.clearFaults(kind, name, version)) {
            return done(unknown(kind, name, version));
        }
        LOG.info("Audit: {} cleared the faults of {} '{}' {}", call.peer(), kind, name, version);
        return done(Answer.empty(204));
    }

    private static Answer unknown(String kind, String name, String version) {
        return ProblemCode.UNKNOWN_PLUGIN.answer(
                "No " + kind + " '" + name + "' of version " + version + " is installed.");
    }

    private static String identifier(Call call, String name) {
        Fields.requireIdentifier(name, call.parameter(name));
        return call.parameter(name);
    }

    private static void write(JsonGenerator json, PluginStatus plugin, List<ExperimentStatus> running)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", plugin.kind());
        json.writeStringField("name", plugin.name());
        json.writeStringField("version", plugin.version());
        json.writeNumberField("ranking", plugin.ranking());
        json.writeStringField("state", plugin.state().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("pinned", plugin.pinned());
        json.writeStringField("file", plugin.file());
        json.writeStringField("sha256", plugin.sha256());
        json.writeNumberField("faults", plugin.faults());
        if (plugin.lastFault().isPresent()) {
            json.writeStringField("lastFault", plugin.lastFault().get().text());
            json.writeStringField(
                    "lastFaultReason", plugin.lastFault().get().reason().word());
        }
        json.writeObjectFieldStart("faultsByReason");
        for (Map.Entry<FaultReason, Long> entry : new TreeMap<>(plugin.faultsByReason()).entrySet()) {
            json.writeNumberField(entry.getKey().word(), entry.getValue());
        }
        json.writeEndObject();
        writeScopes(json, "shadow", Experiment.Mode.SHADOW, plugin, running);
        writeScopes(json, "canary", Experiment.Mode.CANARY, plugin, running);
        json.writeEndObject();
    }

    /** Where it is tried now in one mode. */
    private static void writeScopes(
            JsonGenerator json, String field, Experiment.Mode mode, PluginStatus plugin, List<ExperimentStatus> all)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (ExperimentStatus status : all) {
            Experiment experiment = status.experiment();
            if (status.running()
                    && experiment.mode() == mode
                    && experiment.kind().equals(plugin.kind())
                    && experiment.name().equals(plugin.name())
                    && experiment.version().equals(plugin.version())) {
                json.writeString(experiment.scope());
            }
        }
        json.writeEndArray();
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
