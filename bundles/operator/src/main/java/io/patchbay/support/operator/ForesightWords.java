package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code shadow}, {@code canary} and {@code replay}: what a plug-in would do, before it serves. No state. */
final class ForesightWords {
    private static final String OPERANDS = "[KIND] [SCOPE] [NAME] [VERSION]";
    private static final List<String> SHARE = List.of("--percent", "--rooms", "--services");
    private static final int MOST_DECISIONS = 1000;

    private ForesightWords() {}

    static List<Word> all() {
        return List.of(
                new Word(
                        "shadow",
                        OPERANDS,
                        "Has a plug-in decide beside the one that serves, and compares. SCOPE is a purpose,"
                                + " or of a protocol its version. Without a NAME it shows what was found, or with --end ends it.",
                        SHARE,
                        List.of("--end"),
                        asked -> experiment("shadow", asked)),
                new Word(
                        "canary",
                        OPERANDS,
                        "Has a plug-in decide for a share of the rooms and tasks. SCOPE is a purpose,"
                                + " or of a protocol its version. Without a NAME it shows how it does, or with --end ends it.",
                        SHARE,
                        List.of("--end"),
                        asked -> experiment("canary", asked)),
                new Word(
                        "replay",
                        "KIND PURPOSE NAME VERSION",
                        "Has a plug-in decide the last recorded decisions of a purpose again, and compares.",
                        List.of("--last"),
                        List.of(),
                        ForesightWords::replay));
    }

    private static void experiment(String mode, Invocation asked)
            throws UsageException, IOException, InterruptedException {
        int operands = asked.options().operands().size();
        boolean end = asked.options().has("--end");
        boolean shares = SHARE.stream().anyMatch(asked.options()::has);
        if (operands == 1 || operands == 3 || (end && operands != 2) || (shares && operands != 4)) {
            throw new UsageException(mode + " is written: patchbay " + mode + ", patchbay " + mode
                    + " KIND SCOPE [--end], or patchbay " + mode
                    + " KIND SCOPE NAME VERSION [--percent N] [--rooms A,B]"
                    + " [--services A,B]");
        }
        if (operands == 0) {
            asked.show(asked.node().get("/experiments"), answer -> list(mode, answer));
        } else if (operands == 4) {
            JsonNode begun = asked.node().send("PUT", path(mode, asked), candidate(asked));
            asked.show(begun, answer -> table(List.of(answer)));
        } else if (end) {
            asked.node().send("DELETE", path(mode, asked));
            asked.done("the " + mode + " of a " + asked.operand(0) + " for " + asked.operand(1) + " is over");
        } else {
            show(asked.node().get(path(mode, asked)), asked);
        }
    }

    private static void show(JsonNode experiment, Invocation asked) throws IOException {
        asked.show(experiment, answer -> table(List.of(answer)));
        if (!asked.wantsJson()) {
            Optional.of(experiment.path("ended").asText())
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> asked.done("ended: " + reason));
            Optional.of(experiment.path("lastFault").asText())
                    .filter(reason -> !reason.isEmpty())
                    .ifPresent(reason -> asked.done("last fault: " + reason));
            asked.output().table(differences(experiment));
        }
    }

    private static void replay(Invocation asked) throws UsageException, IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", asked.operand(0));
        body.put("purpose", asked.operand(1));
        body.put("name", asked.operand(2));
        body.put("version", asked.operand(3));
        body.put("last", asked.options().number("--last", MOST_DECISIONS, 1, MOST_DECISIONS));
        JsonNode answer = asked.node().send("POST", "/replay", body);
        asked.show(answer, ForesightWords::spread);
        asked.done(answer.path("differed").asLong() + " of "
                + answer.path("replayed").asLong()
                + " decisions differ, " + answer.path("skipped").asLong() + " skipped, "
                + answer.path("faults").asLong() + " faults");
        if (!asked.wantsJson()) {
            asked.output().table(differences(answer));
        }
    }

    private static Map<String, Object> candidate(Invocation asked) throws UsageException {
        Map<String, Object> body = new HashMap<>();
        body.put("name", asked.operand(2));
        body.put("version", asked.operand(3));
        if (asked.options().has("--percent")) {
            body.put("percent", asked.options().number("--percent", 0, 1, 100));
        }
        for (String list : List.of("rooms", "services")) {
            asked.options().value("--" + list).ifPresent(names -> body.put(list, List.of(names.split(",", -1))));
        }
        return body;
    }

    private static Table list(String mode, JsonNode answer) {
        List<JsonNode> experiments = new ArrayList<>();
        answer.path("experiments").forEach(experiment -> {
            if (experiment.path("mode").asText().equals(mode)) {
                experiments.add(experiment);
            }
        });
        return table(experiments);
    }

    private static Table table(List<JsonNode> experiments) {
        Table table = new Table(
                "none",
                "kind",
                "scope",
                "candidate",
                "share",
                "state",
                "#answered",
                "#differed",
                "#skipped",
                "#faults");
        for (JsonNode experiment : experiments) {
            table.row(
                    experiment.path("kind").asText(),
                    experiment.path("scope").asText(),
                    experiment.path("name").asText() + " "
                            + experiment.path("version").asText(),
                    share(experiment),
                    experiment.path("state").asText(),
                    experiment.path("answered").asLong(),
                    experiment.path("differed").asLong(),
                    experiment.path("skipped").asLong(),
                    experiment.path("faults").asLong());
        }
        return table;
    }

    private static String share(JsonNode experiment) {
        List<String> parts = new ArrayList<>();
        int percent = experiment.path("percent").asInt();
        if (percent > 0) {
            parts.add(percent + "%");
        }
        for (String list : List.of("rooms", "services")) {
            int listed = experiment.path(list).size();
            if (listed > 0) {
                parts.add(listed + " " + (listed == 1 ? list.substring(0, list.length() - 1) : list));
            }
        }
        return String.join(", ", parts);
    }

    private static Table differences(JsonNode answer) {
        Table table = new Table("no differences", "at", "what", "active", "candidate");
        for (JsonNode difference : answer.path("differences")) {
            table.row(
                    difference.path("at").asText(),
                    difference.path("subject").asText(),
                    difference.path("active").asText(),
                    difference.path("candidate").asText());
        }
        return table;
    }

    private static Table spread(JsonNode answer) {
        Table table = new Table(
                "nothing",
                "by",
                "#workers",
                "#used",
                "#tasks",
                "#most",
                "#least load",
                "#mean",
                "#most load",
                "#deviation");
        JsonNode spread = answer.path("spread");
        row(table, "recorded", spread.path("recorded"));
        row(table, answer.path("candidate").asText(), spread.path("candidate"));
        return table;
    }

    private static void row(Table table, String by, JsonNode spread) {
        table.row(
                by,
                spread.path("workers").asLong(),
                spread.path("used").asLong(),
                spread.path("placed").asLong(),
                spread.path("mostTasks").asLong(),
                load(spread.path("leastLoad")),
                load(spread.path("meanLoad")),
                load(spread.path("mostLoad")),
                load(spread.path("loadDeviation")));
    }

    private static String load(JsonNode load) {
        return String.format(Locale.ROOT, "%.3f", load.asDouble());
    }

    private static String path(String mode, Invocation asked) {
        return "/experiments/" + mode + "/" + NodeApi.encoded(asked.operand(0)) + "/"
                + NodeApi.encoded(asked.operand(1));
    }
}
