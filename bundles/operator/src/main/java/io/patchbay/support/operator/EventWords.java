package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code events}: what has happened on a node, and who did what. No state. */
final class EventWords {
    private static final int USUAL = 50;
    private static final int MOST = 5_000;

    private EventWords() {}

    static List<Word> all() {
        return List.of(new Word(
                "events",
                "[AREA]",
                "Lists what has happened on the node lately, and who did what; with an area only that of one part of it, such as"
                        + " placement, or audit for what operators did.",
                List.of("--severity", "--actor", "--search", "--after", "--limit"),
                List.of(),
                EventWords::events));
    }

    private static void events(Invocation asked) throws UsageException, IOException, InterruptedException {
        StringBuilder query = new StringBuilder("/events?limit=");
        query.append(asked.options().number("--limit", USUAL, 1, MOST));
        asked.maybe(0).ifPresent(area -> query.append("&area=").append(NodeApi.encoded(area)));
        for (String name : List.of("severity", "actor", "search", "after")) {
            asked.options()
                    .value("--" + name)
                    .ifPresent(
                            value -> query.append('&').append(name).append('=').append(NodeApi.encoded(value)));
        }
        asked.show(asked.node().get(query.toString()), answer -> {
            Table table = new Table("no events", "#number", "at", "severity", "area", "what");
            for (JsonNode event : answer.path("events")) {
                table.row(
                        event.path("number").asLong(),
                        Instant.ofEpochMilli(event.path("at").asLong()),
                        event.path("severity").asText(),
                        event.path("area").asText(),
                        event.path("text").asText());
            }
            return table;
        });
    }
}
