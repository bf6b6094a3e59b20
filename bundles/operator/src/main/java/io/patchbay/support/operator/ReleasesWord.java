package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** {@code releases}: what clients of the lobby are to have. No state. */
final class ReleasesWord {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEEP = "--keep-current";
    private static final String ON_NODE = "--on-node";

    /** How often each action's operands are given, after its own name. */
    private static final Map<String, Integer> OPERANDS =
            Map.of("list", 0, "publish", 2, "rollback", 1, "delete", 1, "key", 0, "storage", 0);

    private ReleasesWord() {}

    static List<Word> all() {
        return List.of(new Word(
                "releases",
                "[ACTION] [VERSION] [FROM]",
                """
                Lists the releases of a game's resources, and changes them:
                    list
                    publish VERSION FOLDER|FILE.tar [--on-node] [--keep-current]
                    rollback VERSION
                    delete VERSION
                    key
                    storage
                  publish sends the files of a folder or tar; with --on-node the node reads a folder of its own. Clients are to have it
                  at once, or with --keep-current not yet. rollback has them go to any release that there is, also a newer one. key is
                  what clients check releases by, storage lists the workers that hand them out.""",
                List.of(),
                List.of(ON_NODE, KEEP),
                ReleasesWord::perform));
    }

    private static void perform(Invocation asked) throws UsageException, IOException, InterruptedException {
        String action = asked.maybe(0).orElse("list");
        Integer wanted = OPERANDS.get(action);
        if (wanted == null) {
            throw new UsageException(action + " is nothing that releases do; there are "
                    + OPERANDS.keySet().stream().sorted().collect(Collectors.joining(" ")));
        }
        boolean options = asked.options().has(KEEP) || asked.options().has(ON_NODE);
        if (asked.options().operands().size() > wanted + 1
                || (wanted > 0 && asked.maybe(wanted).isEmpty())
                || (options && !action.equals("publish"))) {
            throw new UsageException("releases " + action + " takes other operands: releases --help shows them");
        }
        NodeApi lobby = asked.node().lobby();
        switch (action) {
            case "publish" -> publish(asked, lobby);
            case "rollback" -> asked.show(lobby.send("POST", path(asked.operand(1)) + "/current"), ReleasesWord::one);
            case "delete" -> asked.show(lobby.send("DELETE", path(asked.operand(1))), ReleasesWord::one);
            case "key" -> asked.show(lobby.get("/releases/key"), key -> new Table("", "algorithm", "public key")
                    .row(key.path("algorithm").asText(), key.path("publicKey").asText()));
            case "storage" -> asked.show(lobby.get("/storage"), ReleasesWord::workers);
            default -> asked.show(lobby.get("/releases"), releases -> table(releases.path("releases")));
        }
    }

    private static void publish(Invocation asked, NodeApi lobby)
            throws UsageException, IOException, InterruptedException {
        String version = asked.operand(1);
        boolean current = !asked.options().has(KEEP);
        if (asked.options().has(ON_NODE)) {
            ObjectNode body = JSON.createObjectNode()
                    .put("version", version)
                    .put("folder", asked.operand(2))
                    .put("current", current);
            asked.show(lobby.send("POST", "/releases", body), ReleasesWord::one);
            return;
        }
        Path from = Path.of(asked.operand(2));
        if (!Files.isReadable(from)) {
            throw new UsageException("releases publish needs a folder or a tar: " + from + " cannot be read");
        }
        String target = "/releases?version=" + NodeApi.encoded(version) + "&current=" + current;
        if (!Files.isDirectory(from)) {
            asked.show(lobby.sendFile("POST", target, from), ReleasesWord::one);
            return;
        }
        Path archive = Files.createTempFile("patchbay-release-", ".tar");
        try {
            TarWriter.write(from, archive);
            asked.show(lobby.sendFile("POST", target, archive), ReleasesWord::one);
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private static Table one(JsonNode release) {
        return table(List.of(release));
    }

    private static Table table(Iterable<JsonNode> releases) {
        Table table = new Table("no releases", "", "version", "published", "#files", "#bytes");
        for (JsonNode release : releases) {
            table.row(
                    release.path("current").asBoolean() ? "→" : " ",
                    release.path("version").asText(),
                    release.path("publishedAt").asText(),
                    release.path("files").asInt(),
                    release.path("bytes").asLong());
        }
        return table;
    }

    private static Table workers(JsonNode answer) {
        Table table = new Table("no storage workers", "worker", "endpoint", "#load", "releases", "regions", "#silent");
        for (JsonNode worker : answer.path("workers")) {
            JsonNode info = worker.path("info");
            JsonNode capacity = info.path("capacity");
            String via = info.path("viaHost").asText();
            table.row(
                    worker.path("id").asText(),
                    via.isEmpty()
                            ? info.path("hostname").asText() + ":"
                                    + info.path("port").asInt()
                            : via,
                    Math.round(worker.path("load").asDouble() * 100) + "%",
                    joined(capacity.path("releases")),
                    joined(capacity.path("regions")),
                    Text.span(worker.path("silentMillis").asLong()));
        }
        return table;
    }

    private static String joined(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    private static String path(String version) {
        return "/releases/" + NodeApi.encoded(version);
    }
}
