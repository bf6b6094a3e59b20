package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code logins}: how logins to the lobby go. No state. */
final class LoginsWord {
    private LoginsWord() {}

    static List<Word> all() {
        return List.of(Word.of(
                "logins",
                "",
                "Says how logins to the lobby ended on this node, and how many passwords wait to be hashed.",
                LoginsWord::logins));
    }

    private static void logins(Invocation asked) throws IOException, InterruptedException {
        JsonNode answer = asked.node().lobby().get("/logins");
        asked.show(answer, status -> {
            Table table = new Table("no logins", "outcome", "#logins");
            for (Map.Entry<String, JsonNode> outcome : status.path("outcomes").properties()) {
                table.row(outcome.getKey(), outcome.getValue().asLong());
            }
            return table;
        });
        asked.done(answer.path("waiting").asInt() + " passwords wait to be hashed or are, each of which takes "
                + Text.span(answer.path("hashMillis").asLong()));
    }
}
