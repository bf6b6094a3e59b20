package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code plugins}, {@code pin}, {@code unpin} and {@code clear}: which version of which plug-in serves. No state. */
final class PluginWords {
    private PluginWords() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "plugins",
                        "",
                        "Lists the plug-ins of the node, and the jars that it refused.",
                        PluginWords::plugins),
                Word.of(
                        "pin",
                        "KIND NAME VERSION",
                        "Has one version of a plug-in serve, whatever else is installed: the way back.",
                        PluginWords::pin),
                Word.of("unpin", "KIND NAME", "Lets the best version of a plug-in serve again.", PluginWords::unpin),
                Word.of(
                        "clear",
                        "KIND NAME VERSION",
                        "Forgets the faults of a plug-in: one that is called faulty may serve again.",
                        PluginWords::clear));
    }

    private static void plugins(Invocation asked) throws IOException, InterruptedException {
        JsonNode answer = asked.node().get("/plugins");
        asked.show(answer, PluginWords::table);
        for (JsonNode jar : answer.path("rejected")) {
            asked.done("refused " + jar.path("file").asText() + ": "
                    + jar.path("reason").asText());
        }
        for (JsonNode notice : answer.path("notices")) {
            asked.done("note: " + notice.path("subject").asText() + " "
                    + notice.path("text").asText());
        }
    }

    static Table table(JsonNode answer) {
        Table table = new Table("no plug-ins", "kind", "name", "version", "state", "#faults", "file", "last fault");
        for (JsonNode plugin : answer.path("plugins")) {
            boolean pinned = plugin.path("pinned").asBoolean();
            table.row(
                    plugin.path("kind").asText(),
                    plugin.path("name").asText(),
                    plugin.path("version").asText(),
                    plugin.path("state").asText() + (pinned ? ", pinned" : ""),
                    plugin.path("faults").asLong(),
                    plugin.path("file").asText(),
                    plugin.path("lastFault").asText());
        }
        return table;
    }

    private static void pin(Invocation asked) throws IOException, InterruptedException {
        asked.node().send("PUT", pinPath(asked), Map.of("version", asked.operand(2)));
        asked.done(asked.operand(0) + " '" + asked.operand(1) + "' is pinned to version " + asked.operand(2));
    }

    private static void unpin(Invocation asked) throws IOException, InterruptedException {
        asked.node().send("DELETE", pinPath(asked));
        asked.done("the best version of " + asked.operand(0) + " '" + asked.operand(1) + "' serves");
    }

    private static void clear(Invocation asked) throws IOException, InterruptedException {
        asked.node().send("DELETE", path(asked) + "/" + NodeApi.encoded(asked.operand(2)) + "/faults");
        asked.done("the faults of " + asked.operand(0) + " '" + asked.operand(1) + "' " + asked.operand(2)
                + " are forgotten");
    }

    private static String pinPath(Invocation asked) {
        return path(asked) + "/pin";
    }

    private static String path(Invocation asked) {
        return "/plugins/" + NodeApi.encoded(asked.operand(0)) + "/" + NodeApi.encoded(asked.operand(1));
    }
}
