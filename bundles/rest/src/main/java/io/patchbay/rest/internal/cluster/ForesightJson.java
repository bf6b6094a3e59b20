package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.placement.ReplayAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Experiments and replays as JSON. */
final class ForesightJson {
    private ForesightJson() {}

    /** Members of an object that has been begun. */
    static void experiment(JsonGenerator json, ExperimentStatus status) throws IOException {
        Experiment experiment = status.experiment();
        json.writeStringField("mode", experiment.mode().name().toLowerCase(Locale.ROOT));
        json.writeStringField("kind", experiment.kind());
        json.writeStringField("scope", experiment.scope());
        json.writeStringField("name", experiment.name());
        json.writeStringField("version", experiment.version());
        json.writeNumberField("percent", experiment.share().percent());
        texts(json, "rooms", experiment.share().rooms());
        texts(json, "services", experiment.share().services());
        json.writeStringField("state", status.running() ? "running" : "ended");
        if (status.ended().isPresent()) {
            json.writeStringField("ended", status.ended().get());
        }
        json.writeStringField("since", status.since().toString());
        json.writeNumberField("answered", status.answered());
        json.writeNumberField("differed", status.differed());
        json.writeNumberField("skipped", status.skipped());
        json.writeNumberField("faults", status.faults());
        if (status.lastFault().isPresent()) {
            json.writeStringField("lastFault", status.lastFault().get());
        }
    }

    /** Members of an object that has been begun. */
    static void replay(JsonGenerator json, ReplayAnswer.Replayed replayed) throws IOException {
        json.writeStringField("candidate", replayed.label());
        json.writeNumberField("replayed", replayed.replayed());
        json.writeNumberField("differed", replayed.differed());
        json.writeNumberField("skipped", replayed.skipped());
        json.writeNumberField("faults", replayed.faults());
        json.writeObjectFieldStart("spread");
        spread(json, "recorded", replayed.recorded());
        spread(json, "candidate", replayed.candidate());
        json.writeEndObject();
        differences(json, replayed.differences());
    }

    private static void spread(JsonGenerator json, String name, ReplayAnswer.Spread spread) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("workers", spread.workers());
        json.writeNumberField("used", spread.used());
        json.writeNumberField("placed", spread.placed());
        json.writeNumberField("mostTasks", spread.mostTasks());
        json.writeNumberField("leastLoad", spread.leastLoad());
        json.writeNumberField("meanLoad", spread.meanLoad());
        json.writeNumberField("mostLoad", spread.mostLoad());
        json.writeNumberField("loadDeviation", spread.loadDeviation());
        json.writeEndObject();
    }

    static void differences(JsonGenerator json, List<Difference> differences) throws IOException {
        json.writeArrayFieldStart("differences");
        for (Difference difference : differences) {
            json.writeStartObject();
            json.writeStringField("at", difference.at().toString());
            json.writeStringField("subject", difference.subject());
            json.writeStringField("active", difference.active());
            json.writeStringField("candidate", difference.candidate());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, Set<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : new TreeSet<>(texts)) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
