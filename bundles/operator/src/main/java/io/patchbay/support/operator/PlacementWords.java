package io.patchbay.support.operator;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code workers}, {@code tasks}, {@code reservations} and {@code explain}: who does what, and why. No state. */
final class PlacementWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL_RESERVATIONS = 50;
    private static final int MOST_RESERVATIONS = 1_000;

    private PlacementWords() {}

    static List<Word> all() {
        return List.of(
                Word.of(
                        "workers",
                        "[PURPOSE]",
                        "Lists the workers of the cluster, with load and tasks.",
                        PlacementWords::workers),
                Word.of(
                        "tasks",
                        "[PURPOSE] [TASK]",
                        "Lists the tasks that workers execute, the first hundred of each; or says where one task is.",
                        PlacementWords::tasks),
                new Word(
                        "reservations",
                        "[PURPOSE]",
                        "Lists what is reserved and not picked up, those that end soonest.",
                        List.of("--limit"),
                        List.of(),
                        PlacementWords::reservations),
                new Word(
                        "explain",
                        "PURPOSE TASK",
                        "Says which worker a task would get, what kept or removed each, and which plug-in said so; reserves nothing.",
                        List.of("--preference", "--isp", "--region", "--seats"),
                        List.of(),
                        PlacementWords::explain));
    }

    private static void workers(Invocation asked) throws IOException, InterruptedException {
        asked.show(asked.node().get("/workers" + purposeQuery(asked)), answer -> {
            Table table = new Table(
                    "no workers",
                    "worker",
                    "purpose",
                    "#load",
                    "#limit",
                    "state",
                    "#reserved",
                    "#executing",
                    "#seats",
                    "#silent");
            for (JsonNode worker : answer.path("workers")) {
                table.row(
                        worker.path("id").asText(),
                        worker.path("purpose").asText(),
                        percent(worker.path("load")),
                        percent(worker.path("info").path("maxLoad")),
                        state(worker),
                        worker.path("reserved").asInt(),
                        worker.path("executing").asInt(),
                        seats(worker),
                        Text.span(worker.path("silentMillis").asLong()));
            }
            return table;
        });
    }

    private static void tasks(Invocation asked) throws IOException, InterruptedException {
        if (asked.maybe(1).isPresent()) {
            task(asked);
            return;
        }
        JsonNode answer = asked.node().get("/workers" + purposeQuery(asked));
        asked.show(answer, workers -> {
            Table table = new Table("no worker executes a task", "task", "purpose", "worker");
            for (JsonNode worker : workers.path("workers")) {
                for (JsonNode task : worker.path("tasks")) {
                    table.row(
                            task.asText(),
                            worker.path("purpose").asText(),
                            worker.path("id").asText());
                }
            }
            return table;
        });
        int reserved = 0;
        int more = 0;
        for (JsonNode worker : answer.path("workers")) {
            reserved += worker.path("reserved").asInt();
            more += worker.path("executing").asInt() - worker.path("tasks").size();
        }
        if (reserved + more > 0) {
            asked.done("not listed: " + more + " executed, " + reserved + " reserved");
        }
    }

    private static void task(Invocation asked) throws IOException, InterruptedException {
        String purpose = asked.operand(0);
        String name = asked.operand(1);
        JsonNode found = asked.node().get("/tasks/" + NodeApi.encoded(purpose) + "/" + NodeApi.encoded(name));
        asked.show(found, task -> {
            boolean executing = task.path("executing").asBoolean();
            long left = task.path("reservedUntil").asLong() - System.currentTimeMillis();
            return new Table("", "task", "purpose", "worker", "state")
                    .row(
                            name,
                            purpose,
                            task.path("worker").path("id").asText(),
                            executing ? "executing" : "reserved for " + Text.span(Math.max(0, left)));
        });
    }

    private static void reservations(Invocation asked) throws UsageException, IOException, InterruptedException {
        String limit = "limit=" + asked.options().number("--limit", USUAL_RESERVATIONS, 1, MOST_RESERVATIONS);
        String purpose = purposeQuery(asked);
        JsonNode answer = asked.node().get("/reservations" + (purpose.isEmpty() ? "?" : purpose + "&") + limit);
        asked.show(answer, listing -> {
            Table table = new Table("nothing is reserved", "task", "purpose", "worker", "#seats", "until");
            for (JsonNode reservation : listing.path("reservations")) {
                table.row(
                        reservation.path("task").asText(),
                        reservation.path("purpose").asText(),
                        reservation.path("worker").asText(),
                        reservation.path("seats").asInt(),
                        Instant.ofEpochMilli(reservation.path("until").asLong()));
            }
            return table;
        });
        long more = answer.path("count").asLong() - answer.path("reservations").size();
        if (more > 0) {
            asked.done("not listed: " + more + " that end later");
        }
    }

    private static void explain(Invocation asked) throws UsageException, IOException, InterruptedException {
        ObjectNode body =
                JSON.createObjectNode().put("purpose", asked.operand(0)).put("task", asked.operand(1));
        body.set("preference", preference(asked));
        Optional<String> seats = asked.options().value("--seats");
        if (seats.isPresent()) {
            body.put("seats", seatsIn(seats.get()));
        }
        show(asked, asked.node().send("POST", "/explain", body));
    }

    /** Shows why each worker is or is not the answer. */
    static void show(Invocation asked, JsonNode explanation) throws IOException {
        asked.show(explanation, answer -> {
            Table table = new Table("no workers of this purpose", "", "worker", "#load", "by", "reason");
            for (JsonNode verdict : answer.path("workers")) {
                table.row(
                        verdict.path("chosen").asBoolean()
                                ? "→"
                                : verdict.path("kept").asBoolean() ? " " : "✗",
                        verdict.path("worker").asText(),
                        percent(verdict.path("load")),
                        verdict.path("by").asText(),
                        verdict.path("reason").asText());
            }
            return table;
        });
        JsonNode refused = explanation.path("outcome").path("refused");
        String outcome = refused.isMissingNode()
                ? "to " + explanation.path("outcome").path("worker").path("id").asText()
                : "refused: " + refused.path("message").asText();
        asked.done(outcome + " by scheduler " + explanation.path("scheduler").asText() + ", matcher "
                + explanation.path("matcher").asText() + ", strategy "
                + explanation.path("strategy").asText());
    }

    private static int seatsIn(String text) throws UsageException {
        if (!text.matches("[1-9][0-9]?")) {
            throw new UsageException("--seats must be a number from 1 to 64");
        }
        return Integer.parseInt(text);
    }

    private static JsonNode preference(Invocation asked) throws UsageException {
        Optional<String> whole = asked.options().value("--preference");
        ObjectNode preference = JSON.createObjectNode();
        if (whole.isPresent()) {
            preference = parsed(whole.get());
        }
        for (String wish : List.of("isp", "region")) {
            Optional<String> value = asked.options().value("--" + wish);
            if (value.isPresent()) {
                preference.put(wish, value.get());
            }
        }
        return preference;
    }

    private static ObjectNode parsed(String text) throws UsageException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw new UsageException("--preference must be a JSON object such as {\"isp\":\"isp1\"}", malformed);
        }
        throw new UsageException("--preference must be a JSON object such as {\"isp\":\"isp1\"}");
    }

    private static String purposeQuery(Invocation asked) {
        return asked.maybe(0)
                .map(purpose -> "?purpose=" + NodeApi.encoded(purpose))
                .orElse("");
    }

    private static String state(JsonNode worker) {
        if (worker.has("passedOver")) {
            return "passed over (" + worker.path("passedOver").asText() + ")";
        }
        JsonNode state = worker.path("state");
        return state.isMissingNode() || state.asInt() == 2 ? "ready" : "not ready (" + state.asInt() + ")";
    }

    /** Taken ones of all; nothing of a worker that counts none. */
    private static String seats(JsonNode worker) {
        JsonNode seats = worker.path("info").path("seats");
        return seats.isMissingNode() ? "" : worker.path("seatsTaken").asInt() + "/" + seats.asInt();
    }

    private static String percent(JsonNode load) {
        return Math.round(load.asDouble() * 100) + "%";
    }
}
