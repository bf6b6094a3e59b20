package io.patchbay.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sessions}, {@code timeline}, {@code room} and {@code decisions}. */
class SessionWordsTest {
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
    void findsSessionsAndSaysHowToGoOn() throws Exception {
        node.on(
                "GET /cluster/v1/sessions?limit=1&search=an%20n&state=waiting",
                200,
                "{\"total\":9,\"matched\":2,\"next\":\"p1\",\"sessions\":[{\"participant\":\"p1\",\"user\":\"an n\","
                        + "\"role\":\"viewer\",\"room\":\"r1\",\"version\":\"1.2\",\"connected\":false,\"since\":"
                        + (System.currentTimeMillis() - 180_000_000) + "}]}");

        assertThat(terminal.run("sessions", "--search", "an n", "--state", "waiting", "--limit", "1")
                        .out())
                .isEqualTo("PARTICIPANT  USER  ROLE    ROOM  VERSION  STATE           AGE\n"
                        + "p1           an n  viewer  r1    1.2      waiting  50 h 0 min\n"
                        + "of 2; go on with --after p1\n");
    }

    @Test
    void tellsWhatASessionWentThrough() throws Exception {
        node.on(
                "GET /cluster/v1/timelines/p1",
                200,
                "{\"task\":\"t1\",\"participant\":\"p1\",\"user\":\"ann\",\"role\":\"viewer\",\"room\":\"r1\","
                        + "\"state\":\"over\",\"omitted\":0,\"moments\":[{\"at\":0,\"kind\":\"reserved\",\"detail\":\"portal-1\"},"
                        + "{\"at\":2500,\"kind\":\"not_back\",\"code\":\"unknown\"}]}");

        assertThat(terminal.run("timeline", "p1").out())
                .isEqualTo("AT                        AFTER  WHAT      CODE     DETAIL\n"
                        + "1970-01-01T00:00:00Z       0 ms  reserved           portal-1\n"
                        + "1970-01-01T00:00:02.500Z    2 s  not back  unknown\n"
                        + "ann as viewer in room r1: over\n");
    }

    @Test
    void listsTimelinesThatStandAsIsWanted() throws Exception {
        node.on("GET /cluster/v1/timelines?limit=200&state=refused%2Cover", 200, "{\"timelines\":[]}");

        assertThat(terminal.run("timeline", "--state", "refused,over").out()).isEqualTo("nothing is known\n");
    }

    @Test
    void findsRoomsAndSaysHowToGoOn() throws Exception {
        node.on(
                "GET /cluster/v1/rooms?limit=1&search=lounge",
                200,
                "{\"total\":9,\"matched\":2,\"next\":\"r1\",\"rooms\":[{\"id\":\"r1\",\"name\":\"the lounge\","
                        + "\"service\":\"s1\",\"participants\":3}]}");

        assertThat(terminal.run("rooms", "--search", "lounge", "--limit", "1").out())
                .isEqualTo("ROOM  NAME        PARTICIPANTS  SERVICE\n"
                        + "r1    the lounge             3  s1\n"
                        + "of 2; go on with --after r1\n");
    }

    @Test
    void listsWhoIsInARoom() throws Exception {
        node.on(
                "GET /cluster/v1/rooms/r1/participants",
                200,
                "{\"participants\":[{\"id\":\"p1\",\"user\":\"ann\",\"role\":\"viewer\"}]}");

        assertThat(terminal.run("room", "r1").out())
                .isEqualTo("PARTICIPANT  USER  ROLE\n" + "p1           ann   viewer\n");
    }

    @Test
    void sendsATextToARoom() throws Exception {
        node.on("POST /cluster/v1/rooms/r1/text", 204, "");

        assertThat(terminal.run("room", "r1", "--say", "hello").out()).isEqualTo("sent to everybody in room r1\n");
    }

    @Test
    void removesSomebodyFromARoom() throws Exception {
        node.on("DELETE /cluster/v1/rooms/r1/participants/p1", 204, "");

        assertThat(terminal.run("room", "r1", "--kick", "p1").out()).isEqualTo("p1 is removed from room r1\n");
    }

    @Test
    void doesOneThingAtATime() throws Exception {
        assertThat(terminal.run("room", "r1", "--close", "--kick", "p1").status())
                .isEqualTo(2);
    }

    @Test
    void listsDecisions() throws Exception {
        node.on(
                "GET /cluster/v1/decisions?purpose=play&limit=50&task=t1",
                200,
                "{\"decisions\":[{\"number\":8,\"at\":0,\"task\":\"t1\",\"room\":\"\",\"kept\":false,"
                        + "\"refused\":{\"code\":\"full\",\"message\":\"all full\"},\"strategy\":\"\"},"
                        + "{\"number\":7,\"at\":0,\"task\":\"t1\",\"room\":\"r1\",\"kept\":false,\"worker\":\"w1\","
                        + "\"strategy\":\"least-used 0.1.0\"}]}");

        assertThat(terminal.run("decisions", "play", "--task", "t1").out())
                .isEqualTo("NUMBER  AT                    TASK  ROOM  OUTCOME            STRATEGY\n"
                        + "     8  1970-01-01T00:00:00Z  t1          refused: all full\n"
                        + "     7  1970-01-01T00:00:00Z  t1    r1    to w1              least-used 0.1.0\n");
    }

    @Test
    void saysWhyADecisionCameOutAsItDid() throws Exception {
        node.on(
                "GET /cluster/v1/decisions/play/7",
                200,
                "{\"outcome\":{\"worker\":{\"id\":\"w1\"}},\"scheduler\":\"sticky 0.1.0\",\"matcher\":\"play 0.1.0\","
                        + "\"strategy\":\"least-used 0.1.0\",\"workers\":[{\"worker\":\"w1\",\"load\":0.2,\"kept\":true,"
                        + "\"chosen\":true,\"by\":\"strategy least-used 0.1.0\",\"reason\":\"chosen\"}]}");

        assertThat(terminal.run("decisions", "play", "7").out())
                .contains("→")
                .contains("to w1 by scheduler sticky 0.1.0, matcher play 0.1.0, strategy least-used 0.1.0");
    }
}
