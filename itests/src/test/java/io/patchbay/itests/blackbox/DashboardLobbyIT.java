package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the dashboard sees what becomes of players, publishes releases, and has clients go back to an older one. */
class DashboardLobbyIT {
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";
    private static final Map<String, Object> DUEL = Map.of("mode", "duel");

    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        node = NodeProcess.start(folder.resolve("node"), "--set", "io.patchbay.placement:silenceMillis=600000");
    }

    @AfterAll
    static void stopNode() throws Exception {
        node.close();
    }

    /** A tar of one small file. */
    private static Path tar(String version) throws Exception {
        Path files = Files.createDirectories(folder.resolve("release-" + version));
        Files.writeString(files.resolve("map.txt"), "the map of " + version);
        Path archive = folder.resolve("game-" + version + ".tar");
        int status = new ProcessBuilder("tar", "-cf", archive.toString(), "-C", files.toString(), "map.txt")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        return archive;
    }

    private static JsonNode releases() throws Exception {
        String admin = node.credentials().path("admin").path("token").asText();
        return new LobbyApi(node.url(), admin).get("/releases").json().path("releases");
    }

    /** One seat, whose first player has come, and whose second waits. */
    private static void play() throws Exception {
        Map<String, Object> info = Map.of(
                "ip",
                "127.0.0.1",
                "port",
                7001,
                "maxLoad",
                1,
                "seats",
                1,
                "capacity",
                Map.of("modes", List.of("duel", HOSTILE)));
        node.workers().put("/workers/server-1", Map.of("purpose", "play", "load", 0, "info", info));
        JsonNode reserved = LobbyApi.player(node, "ann").start("first", DUEL).json();
        Answer letIn = new LobbyApi(
                        node.url(),
                        node.credentials().path("worker").path("token").asText())
                .post(
                        "/matches/redeem",
                        Map.of(
                                "worker",
                                "server-1",
                                "token",
                                reserved.path("playToken").asText(),
                                "match",
                                "match-1"));
        assertThat(letIn.status()).as(letIn.body()).isEqualTo(200);
        node.workers()
                .post(
                        "/workers/server-1/report",
                        Map.of(
                                "load",
                                0.1,
                                "pickedUp",
                                List.of(reserved.path("start").asText()),
                                "laidDown",
                                List.of()));
        assertThat(LobbyApi.player(node, "bob").start("second", DUEL).status()).isEqualTo(202);
    }

    @Test
    void showsPlayersTheirMatchesAndTheLine() throws Exception {
        try (DashboardPage page = DashboardPage.of(node)) {
            page.go("lobby").says("No play server has joined.").says("Nobody waits.");
            play();

            page.says("match-1").says("server-1").says("1/1").says(HOSTILE).look("lobby");
            assertThat(page.browser()
                            .value("document.querySelector('main img') === null")
                            .asBoolean())
                    .isTrue();
            page.hasNoFaults();
        }
    }

    @Test
    void publishesReleasesGoesBackToOneAndDeletesAnother() throws Exception {
        try (DashboardPage page = DashboardPage.of(node)) {
            page.go("lobby").says("None is published").browser().click("button:text('Publish…')");
            page.browser()
                    .choose("dialog [name=archive]", tar("1.0").toString())
                    .fill("dialog [name=version]", "1.0")
                    .click("dialog button.primary");
            page.says("1.0 is published.");
            page.hold(tar("2.0")).says("Drop a tar to publish what is in it.");
            page.drop(tar("2.0")).says("game-2.0.tar").browser().click("dialog button.primary");
            page.says("2.0 is published.");
            assertThat(releases().get(1).path("current").asBoolean()).isTrue();
            page.drop(tar("2.0")).browser().fill("dialog [name=version]", "not one");
            page.browser().click("dialog button.primary");
            page.says("must be 1 to 64 letters").browser().fill("dialog [name=version]", "1.0");
            page.browser().click("dialog button.primary");
            page.says("1.0 is not published: ").look("lobby-releases");
            page.browser().click("button:text('Try again…')").fill("dialog [name=version]", "3.0");
            page.browser().click("dialog button.primary");
            page.says("3.0 is published.").says("game-2.0.tar");

            page.browser().click("button:text('Make current')").click("dialog button.primary");
            page.says("1.0 is current.");
            assertThat(releases().get(0).path("current").asBoolean()).isTrue();
            page.browser()
                    .click("tr:has(code:text-is('2.0')) button:text('Delete')") // once the page knows that it may be
                    .click("dialog button.danger");
            page.says("2.0 is deleted.");
            assertThat(releases()).hasSize(2);
            assertThat(page.browser().faults()) // the one that was refused
                    .allSatisfy(fault -> assertThat(fault).contains("409"));
        }
    }
}
