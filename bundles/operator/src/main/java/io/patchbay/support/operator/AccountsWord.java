package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code accounts}: who may log in to the lobby. No state. */
final class AccountsWord {
    private static final String PASSWORD_FILE = "--password-file";
    private static final String ACTIONS = "list, add ID, password ID, enable ID, disable ID, delete ID";

    private AccountsWord() {}

    static List<Word> all() {
        return List.of(new Word(
                "accounts",
                "[ACTION] [ID]",
                "Lists who may log in to the lobby, or changes that: " + ACTIONS
                        + ".\n  add and password take the password"
                        + " from the first line of --password-file; a list begins behind the id --after.",
                List.of(PASSWORD_FILE, "--limit", "--after"),
                List.of(),
                AccountsWord::perform));
    }

    private static void perform(Invocation asked) throws UsageException, IOException, InterruptedException {
        String action = asked.maybe(0).orElse("list");
        Optional<String> id = asked.maybe(1);
        if (action.equals("list") && id.isEmpty()) {
            list(asked);
            return;
        }
        if (id.isEmpty()) {
            throw new UsageException(
                    "accounts " + action + " is written: accounts " + action + " ID; there are " + ACTIONS);
        }
        String path = "/accounts/" + NodeApi.encoded(id.get());
        NodeApi lobby = asked.node().lobby();
        JsonNode account =
                switch (action) {
                    case "add" -> lobby.send("POST", "/accounts", Map.of("id", id.get(), "password", password(asked)));
                    case "password" -> lobby.send("PUT", path + "/password", Map.of("password", password(asked)));
                    case "enable" -> lobby.send("PUT", path + "/enabled", Map.of("enabled", true));
                    case "disable" -> lobby.send("PUT", path + "/enabled", Map.of("enabled", false));
                    case "delete" -> lobby.send("DELETE", path);
                    default -> throw new UsageException(action + " is nothing that accounts do; there are " + ACTIONS);
                };
        if (asked.wantsJson()) {
            asked.output().json(account);
        } else {
            asked.output().line(action + ": " + Text.harmless(account.path("id").asText()));
        }
    }

    private static void list(Invocation asked) throws UsageException, IOException, InterruptedException {
        int limit = asked.options().number("--limit", 200, 1, 1_000);
        String after = NodeApi.encoded(asked.options().value("--after").orElse(""));
        JsonNode answer = asked.node().lobby().get("/accounts?limit=" + limit + "&after=" + after);
        asked.show(answer, accounts -> {
            Table table = new Table("no accounts", "account", "may log in", "since");
            for (JsonNode account : accounts.path("accounts")) {
                table.row(
                        account.path("id").asText(),
                        account.path("enabled").asBoolean() ? "yes" : "no",
                        account.path("createdAt").asText());
            }
            return table;
        });
        if (answer.has("next")) {
            asked.done("there may be more: --after "
                    + Text.harmless(answer.path("next").asText()));
        }
    }

    /** From a file, because whoever looks at the processes of a machine sees their arguments. */
    private static String password(Invocation asked) throws UsageException, IOException {
        String file = asked.options()
                .value(PASSWORD_FILE)
                .orElseThrow(() -> new UsageException("the password is read from a file: " + PASSWORD_FILE + " FILE"));
        return passwordIn(file);
    }

    static String passwordIn(String file) throws UsageException, IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (NoSuchFileException none) {
            throw new IOException(PASSWORD_FILE + ": there is no file " + file, none);
        } catch (IOException unreadable) {
            throw new IOException(PASSWORD_FILE + ": " + file + " cannot be read as UTF-8: " + unreadable, unreadable);
        }
        if (lines.isEmpty()) {
            throw new UsageException(file + " has no line, so there is no password in it");
        }
        return lines.get(0);
    }
}
