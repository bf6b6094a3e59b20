package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code matches}, {@code observers} and {@code logins}. */
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

        node.on(
                "GET /lobby/v1/observers",
                200,
                "{\"observers\":[{\"match\":\"m1\",\"spectators\":3},{\"match\":\"m1\",\"spectators\":4},"
                        + "{\"match\":\"m2\",\"spectators\":5}]}");

        assertThat(terminal.run("matches").out())
                .isEqualTo("MATCH  SERVER  MODE  SEATS  WATCH  SINCE  PLAYERS\n"
                        + "m1     play-1  duel      2      7   0 ms  ann, bob\n"
                        + "5 reserved\n"
                        + "4 wait for race, the first for 1 min 5 s\n");
    }

    @Test
    void saysHowLoginsGo() throws Exception {
        node.on(
                "GET /lobby/v1/logins",
                200,
                "{\"outcomes\":{\"granted\":120,\"denied\":3},\"waiting\":2,\"hashMillis\":41}");

        assertThat(terminal.run("logins").out())
                .isEqualTo("OUTCOME  LOGINS\n"
                        + "granted     120\n"
                        + "denied        3\n"
                        + "2 passwords wait to be hashed or are, each of which takes 41 ms\n");
    }

    @Test
    void saysThatNothingIsPlayed() throws Exception {
        node.on("GET /lobby/v1/matches", 200, "{\"matches\":[],\"waiting\":[],\"reserved\":0}");
        node.on("GET /lobby/v1/observers", 200, "{\"observers\":[]}");

        assertThat(terminal.run("matches").out()).isEqualTo("no matches\n0 reserved\n");
    }

    @Test
    void listsObservers() throws Exception {
        node.on(
                "GET /lobby/v1/observers",
                200,
                "{\"observers\":[{\"observer\":\"o1\",\"match\":\"m1\",\"state\":\"joined\",\"endpoint\":\"ws://h:7\","
                        + "\"spectators\":3,\"seats\":200,\"since\":4102444800000,\"endsAt\":0},"
                        + "{\"observer\":\"o2\",\"match\":\"m1\",\"state\":\"starting\",\"endpoint\":\"\","
                        + "\"spectators\":0,\"seats\":0,\"since\":4102444800000,\"endsAt\":0}]}");

        assertThat(terminal.run("observers").out())
                .isEqualTo("OBSERVER  MATCH  ENDPOINT            WATCH  SEATS  SINCE  ENDS IN\n"
                        + "o1        m1     ws://h:7                3    200   0 ms     0 ms\n"
                        + "o2        m1     has not joined yet      0      0   0 ms     0 ms\n");
    }
}
