package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code drain}: empties the portal of a node, shows how far that is, and takes it back. No state. */
final class DrainWord {
    private static final int USUAL_DEADLINE_SECONDS = 600;
    private static final int LONGEST_SECONDS = 86_400;
    private static final long PAUSE_MILLIS = 1_000;

    private DrainWord() {}

    static List<Word> all() {
        return List.of(new Word(
                "drain",
                "",
                "Gives the node's portal no more clients; who is still there after --deadline seconds ("
                        + USUAL_DEADLINE_SECONDS
                        + ") is cut off, resumable.\n  --wait shows the progress and ends when nobody is connected, --status says how"
                        + " far it is, --cancel takes it back.",
                List.of("--deadline"),
                List.of("--wait", "--status", "--cancel"),
                DrainWord::drain));
    }

    private static void drain(Invocation asked) throws UsageException, IOException, InterruptedException {
        int seconds = asked.options().number("--deadline", USUAL_DEADLINE_SECONDS, 0, LONGEST_SECONDS);
        long chosen = List.of("--wait", "--status", "--cancel").stream()
                .filter(asked.options()::has)
                .count();
        if (chosen > 1) {
            throw new UsageException("drain takes one of --wait, --status and --cancel");
        }
        JsonNode drain;
        if (asked.options().has("--status")) {
            drain = asked.node().get("/drain");
        } else if (asked.options().has("--cancel")) {
            drain = asked.node().send("DELETE", "/drain");
        } else {
            drain = asked.node().send("POST", "/drain", Map.of("deadlineMillis", seconds * 1_000L));
        }
        if (asked.options().has("--wait")) {
            drain = await(asked, drain);
        }
        if (asked.wantsJson()) {
            asked.output().json(drain);
        } else {
            asked.output().line(progress(drain));
        }
    }

    private static JsonNode await(Invocation asked, JsonNode begun) throws IOException, InterruptedException {
        JsonNode drain = begun;
        while (drain.path("state").asText().equals("draining")) {
            asked.done(progress(drain));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            drain = asked.node().get("/drain");
        }
        if (drain.path("state").asText().equals("serving")) {
            throw new IOException("the drain was cancelled, or the node was restarted");
        }
        return drain;
    }

    static String clients(JsonNode drain) {
        return drain.isMissingNode()
                ? "the portal is not there"
                : drain.path("connected").asInt() + " connected, "
                        + drain.path("waiting").asInt() + " waited for";
    }

    /** How far a drain is, in a line. */
    static String progress(JsonNode drain) {
        String left = drain.path("leftMillis").asLong() > 0
                ? Text.span(drain.path("leftMillis").asLong()) + " left"
                : "the deadline has passed";
        return switch (drain.path("state").asText()) {
            case "draining" -> "draining: " + clients(drain) + " of "
                    + drain.path("atBegin").asInt() + ", " + left;
            case "drained" -> "drained: nobody is connected, "
                    + drain.path("waiting").asInt() + " waited for; " + left;
            default -> "serving";
        };
    }
}
