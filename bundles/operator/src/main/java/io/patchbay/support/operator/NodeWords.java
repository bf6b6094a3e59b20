package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** {@code status}: what one node is and has. No state. */
final class NodeWords {
    private NodeWords() {}

    static List<Word> all() {
        return List.of(Word.of(
                "status",
                "",
                "Says how the node is: ready or why not, who leads, how much there is on it.",
                NodeWords::status));
    }

    private static void status(Invocation asked) throws IOException, InterruptedException {
        JsonNode readiness = asked.node().readiness();
        if (!readiness.path("ready").asBoolean() && !asked.wantsJson()) {
            // told first, because the rest may not be there to be asked
            readiness
                    .path("blockedBy")
                    .properties()
                    .forEach(part -> asked.done("not ready: " + part.getKey() + ": "
                            + part.getValue().asText()));
        }
        JsonNode status = asked.node().get("/status");
        if (asked.wantsJson() && status instanceof ObjectNode object) {
            object.setAll((ObjectNode) readiness);
        }
        asked.show(status, answer -> table(answer, readiness));
    }

    private static Table table(JsonNode status, JsonNode readiness) {
        List<String> members = StreamSupport.stream(status.path("members").spliterator(), false)
                .map(member -> member.path("node").asText() + " at "
                        + member.path("url").asText())
                .toList();
        JsonNode plugins = status.path("plugins");
        JsonNode drain = status.path("drain");
        return new Table("", "", "")
                .row("node", status.path("node").asText())
                .row("version", status.path("version").asText())
                .row("url", status.path("url").asText())
                .row("ready", readiness.path("ready").asBoolean() ? "yes" : "no")
                .row("leader", status.path("leader").asText("none"))
                .row("members", String.join(", ", members))
                .row("clients", DrainWord.clients(drain))
                .row("rooms", status.path("rooms").asInt())
                .row(
                        "plug-ins",
                        plugins.path("serving").asInt() + " serving, "
                                + plugins.path("faulty").asInt() + " faulty, "
                                + plugins.path("rejected").asInt() + " jars refused")
                .row("drain", DrainWord.progress(drain));
    }

    /** How many of something are to be listed. */
    static int limit(Invocation asked) throws UsageException {
        return asked.options().number("--limit", 200, 1, 10_000);
    }
}
