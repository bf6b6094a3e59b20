package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code decisions}: what was decided lately, and why. No state. */
final class DecisionWords {
    private static final int USUAL = 50;
    private static final int MOST = 1_000;

    private DecisionWords() {}

    static List<Word> all() {
        return List.of(new Word(
                "decisions",
                "PURPOSE [NUMBER]",
                "Lists the last decisions for a purpose; or says of one of them why each worker was chosen or not, by the loads of"
                        + " that moment.",
                List.of("--task", "--room", "--limit"),
                List.of(),
                DecisionWords::decisions));
    }

    private static void decisions(Invocation asked) throws UsageException, IOException, InterruptedException {
        String purpose = NodeApi.encoded(asked.operand(0));
        if (asked.maybe(1).isPresent()) {
            PlacementWords.show(
                    asked, asked.node().get("/decisions/" + purpose + "/" + NodeApi.encoded(asked.operand(1))));
            return;
        }
        StringBuilder query = new StringBuilder("/decisions?purpose=" + purpose);
        query.append("&limit=").append(asked.options().number("--limit", USUAL, 1, MOST));
        for (String name : List.of("task", "room")) {
            asked.options()
                    .value("--" + name)
                    .ifPresent(
                            value -> query.append('&').append(name).append('=').append(NodeApi.encoded(value)));
        }
        asked.show(asked.node().get(query.toString()), answer -> {
            Table table = new Table("no decisions", "#number", "at", "task", "room", "outcome", "strategy");
            for (JsonNode decision : answer.path("decisions")) {
                table.row(
                        decision.path("number").asLong(),
                        Instant.ofEpochMilli(decision.path("at").asLong()),
                        decision.path("task").asText(),
                        decision.path("room").asText(),
                        outcome(decision),
                        decision.path("strategy").asText());
            }
            return table;
        });
    }

    private static String outcome(JsonNode decision) {
        String worker = decision.path("worker").asText();
        return worker.isEmpty()
                ? "refused: " + decision.path("refused").path("message").asText()
                : decision.path("kept").asBoolean() ? "stays at " + worker : "to " + worker;
    }
}
