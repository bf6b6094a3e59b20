package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code matches}: what is played, and who waits for a seat. No state. */
final class MatchesWord {
    private MatchesWord() {}

    static List<Word> all() {
        return List.of(Word.of(
                "matches",
                "",
                "Lists the matches that are played, and says who waits for a seat.",
                MatchesWord::matches));
    }

    private static void matches(Invocation asked) throws IOException, InterruptedException {
        JsonNode answer = asked.node().lobby().get("/matches");
        long now = System.currentTimeMillis();
        asked.show(answer, status -> {
            Table table = new Table("no matches", "match", "server", "mode", "#seats", "#since", "players");
            for (JsonNode match : status.path("matches")) {
                table.row(
                        match.path("match").asText(),
                        match.path("server").asText(),
                        match.path("mode").asText(),
                        match.path("seats").asInt(),
                        Text.span(Math.max(0, now - match.path("since").asLong())),
                        players(match));
            }
            return table;
        });
        asked.done(answer.path("reserved").asInt() + " reserved");
        for (JsonNode line : answer.path("waiting")) {
            asked.done(line.path("players").asInt() + " wait for "
                    + line.path("mode").asText() + ", the first for "
                    + Text.span(line.path("longestMillis").asLong()));
        }
    }

    private static String players(JsonNode match) {
        List<String> players = new ArrayList<>();
        match.path("players").forEach(player -> players.add(player.asText()));
        return String.join(", ", players);
    }
}
