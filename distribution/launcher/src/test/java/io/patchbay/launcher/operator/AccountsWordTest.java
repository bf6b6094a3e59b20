package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsWordTest {
    private static final String ANN = "{\"id\":\"ann\",\"enabled\":true,\"createdAt\":\"2026-01-01T00:00:00Z\"}";

    @TempDir
    private Path folder;

    private ScriptedNode node;
    private Terminal terminal;

    @BeforeEach
    void startNode() throws IOException {
        node = new ScriptedNode()
                .on("GET /lobby/v1/accounts?limit=200&after=", 200, "{\"accounts\":[" + ANN + "],\"next\":\"ann\"}")
                .on("POST /lobby/v1/accounts", 201, ANN)
                .on("PUT /lobby/v1/accounts/ann/enabled", 200, ANN)
                .on("DELETE /lobby/v1/accounts/ann", 200, ANN);
        terminal = new Terminal(node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void listsAccountsAsATable() throws Exception {
        assertThat(terminal.run("accounts").out())
                .isEqualTo("ACCOUNT  MAY LOG IN  SINCE\n"
                        + "ann      yes         2026-01-01T00:00:00Z\n"
                        + "there may be more: --after ann\n");
    }

    @Test
    void takesThePasswordFromTheFirstLineOfAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "correct horse\n");

        assertThat(terminal.run("accounts", "add", "ann", "--password-file", file.toString())
                        .out())
                .isEqualTo("add: ann\n");
        assertThat(node.asked().get(0))
                .startsWith("POST /lobby/v1/accounts ")
                .contains("\"password\":\"correct horse\"", "\"id\":\"ann\"");
    }

    @Test
    void takesNoPasswordFromTheCommandLine() throws Exception {
        assertThat(terminal.run("accounts", "add", "ann").err()).contains("--password-file FILE");
        assertThat(terminal.run("accounts", "add", "ann", "secret").err()).contains("accounts [ACTION] [ID]");
    }

    @Test
    void changesAnAccount() throws Exception {
        assertThat(terminal.run("accounts", "disable", "ann").out()).isEqualTo("disable: ann\n");
        assertThat(node.asked()).containsExactly("PUT /lobby/v1/accounts/ann/enabled {\"enabled\":false}");
        assertThat(terminal.run("accounts", "delete", "ann").out()).isEqualTo("delete: ann\n");
    }

    @Test
    void saysWhatThereIsToDo() throws Exception {
        assertThat(terminal.run("accounts", "rename", "ann").err()).contains("disable ID");
        assertThat(terminal.run("accounts", "disable").err()).contains("accounts disable ID");
    }
}
