package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code matches}. */
class MatchesWordTest {
    private ScriptedNode node;
    private Terminal terminal;

    @BeforeEach
    void startNode() throws IOException {
        node = new ScriptedNode();
        terminal = new Terminal(node.url());
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void listsMatchesAndWhoWaits() throws Exception {
        node.on(
                "GET /lobby/v1/matches",
                200,
                "{\"matches\":[{\"match\":\"m1\",\"server\":\"play-1\",\"mode\":\"duel\",\"players\":[\"ann\",\"bob\"],"
                        + "\"seats\":2,\"since\":4102444800000}],"
                        + "\"waiting\":[{\"mode\":\"race\",\"players\":4,\"longestMillis\":65000}],\"reserved\":5}");

        assertThat(terminal.run("matches").out())
                .isEqualTo("MATCH  SERVER  MODE  SEATS  SINCE  PLAYERS\n"
                        + "m1     play-1  duel      2   0 ms  ann, bob\n"
                        + "5 reserved\n"
                        + "4 wait for race, the first for 1 min 5 s\n");
    }

    @Test
    void saysThatNothingIsPlayed() throws Exception {
        node.on("GET /lobby/v1/matches", 200, "{\"matches\":[],\"waiting\":[],\"reserved\":0}");

        assertThat(terminal.run("matches").out()).isEqualTo("no matches\n0 reserved\n");
    }
}
