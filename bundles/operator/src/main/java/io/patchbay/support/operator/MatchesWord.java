package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code matches} and {@code observers}: what is played, who waits for a seat, and who watches. No state. */
final class MatchesWord {
    private MatchesWord() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "matches",
                        "",
                        "Lists the matches that are played and how many watch, and says who waits for a seat.",
                        MatchesWord::matches),
                Word.of(
                        "observers",
                        "",
                        "Lists the observers that this node has had started, which show matches to spectators.",
                        MatchesWord::observers));
    }

    private static void matches(Invocation asked) throws IOException, InterruptedException {
        JsonNode answer = asked.node().lobby().get("/matches");
        JsonNode observers = asked.node().lobby().get("/observers").path("observers");
        long now = System.currentTimeMillis();
        asked.show(answer, status -> {
            Table table = new Table("no matches", "match", "server", "mode", "#seats", "#watch", "#since", "players");
            for (JsonNode match : status.path("matches")) {
                table.row(
                        match.path("match").asText(),
                        match.path("server").asText(),
                        match.path("mode").asText(),
                        match.path("seats").asInt(),
                        spectators(observers, match.path("match").asText()),
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

    private static int spectators(JsonNode observers, String match) {
        int spectators = 0;
        for (JsonNode observer : observers) {
            spectators += observer.path("match").asText().equals(match)
                    ? observer.path("spectators").asInt()
                    : 0;
        }
        return spectators;
    }

    private static void observers(Invocation asked) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        asked.show(asked.node().lobby().get("/observers"), answer -> {
            Table table = new Table(
                    "no observers", "observer", "match", "endpoint", "#watch", "#seats", "#since", "#ends in");
            for (JsonNode observer : answer.path("observers")) {
                String endpoint = observer.path("endpoint").asText();
                table.row(
                        observer.path("observer").asText(),
                        observer.path("match").asText(),
                        endpoint.isEmpty() ? "has not joined yet" : endpoint,
                        observer.path("spectators").asInt(),
                        observer.path("seats").asInt(),
                        Text.span(Math.max(0, now - observer.path("since").asLong())),
                        Text.span(Math.max(0, observer.path("endsAt").asLong() - now)));
            }
            return table;
        });
    }

    private static String players(JsonNode match) {
        List<String> players = new ArrayList<>();
        match.path("players").forEach(player -> players.add(player.asText()));
        return String.join(", ", players);
    }
}
