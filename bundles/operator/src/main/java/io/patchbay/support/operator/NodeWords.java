package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** {@code status}, {@code sessions} and {@code rooms}: what one node is and has. No state. */
final class NodeWords {
    private NodeWords() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "status",
                        "",
                        "Says how the node is: ready or why not, who leads, how much there is on it.",
                        NodeWords::status),
                new Word(
                        "sessions",
                        "[ROOM]",
                        "Lists the clients of the node's portal.",
                        List.of("--limit"),
                        List.of(),
                        NodeWords::sessions),
                new Word(
                        "rooms",
                        "",
                        "Lists the rooms that the node has the controllers of.",
                        List.of("--limit"),
                        List.of(),
                        NodeWords::rooms));
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

    private static void sessions(Invocation asked) throws UsageException, IOException, InterruptedException {
        String room = asked.maybe(0).map(id -> "&room=" + NodeApi.encoded(id)).orElse("");
        JsonNode answer = asked.node().get("/sessions?limit=" + limit(asked) + room);
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
                        Text.span(session.path("ageMillis").asLong()));
            }
            return table;
        });
        if (asked.maybe(0).isEmpty()) {
            tellOfMore(asked, answer, "sessions");
        }
    }

    private static void rooms(Invocation asked) throws UsageException, IOException, InterruptedException {
        JsonNode answer = asked.node().get("/rooms?limit=" + limit(asked));
        asked.show(answer, rooms -> {
            Table table = new Table("no rooms", "room", "name", "#participants", "service");
            for (JsonNode room : rooms.path("rooms")) {
                table.row(
                        room.path("id").asText(),
                        room.path("name").asText(),
                        room.path("participants").asInt(),
                        room.path("service").asText());
            }
            return table;
        });
        tellOfMore(asked, answer, "rooms");
    }

    private static void tellOfMore(Invocation asked, JsonNode answer, String what) {
        int more = answer.path("total").asInt() - answer.path(what).size();
        Optional.of(more)
                .filter(number -> number > 0)
                .ifPresent(number -> asked.done("not listed: " + number + " more; --limit shows up to 10000"));
    }

    private static int limit(Invocation asked) throws UsageException {
        return asked.options().number("--limit", 200, 1, 10_000);
    }
}
