package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code rooms} and {@code room}: what is in the rooms of one node, and what is done there. No state. */
final class RoomWords {
    private RoomWords() {}

    static List<Word> all() {
        return List.of(
                new Word(
                        "rooms",
                        "",
                        "Lists the rooms that the node has the controllers of.",
                        List.of("--search", "--after", "--limit"),
                        List.of(),
                        RoomWords::rooms),
                new Word(
                        "room",
                        "ROOM",
                        "Lists who is in a room that the node has the controller of; or sends them a text, removes somebody, or closes it.",
                        List.of("--say", "--to", "--kick"),
                        List.of("--close"),
                        RoomWords::room));
    }

    private static void rooms(Invocation asked) throws UsageException, IOException, InterruptedException {
        JsonNode answer = asked.node()
                .get("/rooms?limit=" + NodeWords.limit(asked) + SessionWords.wish(asked, "search")
                        + SessionWords.wish(asked, "after"));
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
        SessionWords.sayHowToGoOn(asked, answer);
    }

    private static void room(Invocation asked) throws UsageException, IOException, InterruptedException {
        String room = asked.operand(0);
        String path = "/rooms/" + NodeApi.encoded(room);
        Optional<String> text = asked.options().value("--say");
        Optional<String> to = asked.options().value("--to");
        Optional<String> kicked = asked.options().value("--kick");
        boolean close = asked.options().has("--close");
        long wishes = Stream.of(text.isPresent(), kicked.isPresent(), close)
                .filter(wish -> wish)
                .count();
        if (wishes > 1 || (to.isPresent() && text.isEmpty())) {
            throw new UsageException("room takes one of --say TEXT [--to PARTICIPANT], --kick PARTICIPANT, --close");
        }
        if (text.isPresent()) {
            asked.node().send("POST", path + "/text", Map.of("to", to.orElse("all"), "message", text.get()));
            asked.done("sent to " + to.orElse("everybody in room " + room));
        } else if (kicked.isPresent()) {
            asked.node().send("DELETE", path + "/participants/" + NodeApi.encoded(kicked.get()));
            asked.done(kicked.get() + " is removed from room " + room);
        } else if (close) {
            asked.node().send("DELETE", path + "/participants");
            asked.done("room " + room + " is closed; it can be joined again");
        } else {
            members(asked, path);
        }
    }

    private static void members(Invocation asked, String path) throws IOException, InterruptedException {
        asked.show(asked.node().get(path + "/participants"), answer -> {
            Table table = new Table("nobody is in it", "participant", "user", "role");
            for (JsonNode participant : answer.path("participants")) {
                table.row(
                        participant.path("id").asText(),
                        participant.path("user").asText(),
                        participant.path("role").asText());
            }
            return table;
        });
    }
}
