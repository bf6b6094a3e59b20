package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code sessions} and {@code timeline}: the clients of one node, and what they went through. No state. */
final class SessionWords {
    private SessionWords() {}

    static List<Word> all() {
        return List.of(
                new Word(
                        "sessions",
                        "[ROOM]",
                        "Lists the clients of the node's portal.",
                        List.of("--search", "--state", "--after", "--limit"),
                        List.of(),
                        SessionWords::sessions),
                new Word(
                        "timeline",
                        "[SESSION]",
                        "Says what a session went through, from token to leave; SESSION is the participant's id or the portal's task."
                                + " Without one it lists those of which something is known.",
                        List.of("--room", "--search", "--state", "--limit"),
                        List.of(),
                        SessionWords::timeline));
    }

    private static void sessions(Invocation asked) throws UsageException, IOException, InterruptedException {
        String query = asked.maybe(0).map(room -> parameter("room", room)).orElse("")
                + wish(asked, "search")
                + wish(asked, "state")
                + wish(asked, "after");
        JsonNode answer = asked.node().get("/sessions?limit=" + NodeWords.limit(asked) + query);
        long now = System.currentTimeMillis();
        asked.show(answer, sessions -> {
            Table table = new Table("no sessions", "participant", "user", "role", "room", "version", "state", "#age");
            for (JsonNode session : sessions.path("sessions")) {
                table.row(
                        session.path("participant").asText(),
                        session.path("user").asText(),
                        session.path("role").asText(),
                        session.path("room").asText(),
                        session.path("version").asText(),
                        session.path("connected").asBoolean() ? "connected" : "waiting",
                        Text.span(Math.max(0, now - session.path("since").asLong())));
            }
            return table;
        });
        sayHowToGoOn(asked, answer);
    }

    /** Where the next page of a list begins, if there is one. */
    static void sayHowToGoOn(Invocation asked, JsonNode answer) {
        Optional.of(answer.path("next").asText())
                .filter(next -> !next.isEmpty())
                .ifPresent(next -> asked.done("of " + answer.path("matched").asInt() + "; go on with --after " + next));
    }

    private static void timeline(Invocation asked) throws UsageException, IOException, InterruptedException {
        if (asked.maybe(0).isPresent()) {
            JsonNode answer = asked.node().get("/timelines/" + NodeApi.encoded(asked.operand(0)));
            asked.show(answer, SessionWords::moments);
            asked.done(said(answer));
            return;
        }
        JsonNode answer = asked.node()
                .get("/timelines?limit=" + NodeWords.limit(asked) + wish(asked, "room") + wish(asked, "search")
                        + wish(asked, "state"));
        long now = System.currentTimeMillis();
        asked.show(answer, timelines -> {
            Table table = new Table("nothing is known", "participant", "task", "user", "room", "state", "#since");
            for (JsonNode timeline : timelines.path("timelines")) {
                JsonNode moments = timeline.path("moments");
                table.row(
                        timeline.path("participant").asText(),
                        timeline.path("task").asText(),
                        timeline.path("user").asText(),
                        timeline.path("room").asText(),
                        timeline.path("state").asText(),
                        Text.span(Math.max(
                                0,
                                now
                                        - moments.path(moments.size() - 1)
                                                .path("at")
                                                .asLong())));
            }
            return table;
        });
    }

    private static Table moments(JsonNode timeline) {
        Table table = new Table("nothing", "at", "#after", "what", "code", "detail");
        long before = timeline.path("moments").path(0).path("at").asLong();
        for (JsonNode moment : timeline.path("moments")) {
            long at = moment.path("at").asLong();
            table.row(
                    Instant.ofEpochMilli(at),
                    Text.span(Math.max(0, at - before)),
                    moment.path("kind").asText().replace('_', ' '),
                    moment.path("code").asText(),
                    moment.path("detail").asText());
            before = at;
        }
        return table;
    }

    private static String said(JsonNode timeline) {
        String who = timeline.path("user").asText() + " as "
                + timeline.path("role").asText() + " in room "
                + timeline.path("room").asText() + ": " + timeline.path("state").asText();
        int omitted = timeline.path("omitted").asInt();
        return Text.harmless(omitted == 0 ? who : who + "; " + omitted + " moments in between are not kept");
    }

    static String wish(Invocation asked, String name) {
        return asked.options()
                .value("--" + name)
                .map(value -> parameter(name, value))
                .orElse("");
    }

    private static String parameter(String name, String value) {
        return "&" + name + "=" + NodeApi.encoded(value);
    }
}
