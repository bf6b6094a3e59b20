package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LobbyPageTest {
    private final FakeNode node = new FakeNode();

    @BeforeEach
    void startALobby() {
        node.on(
                        "/releases",
                        "{\"releases\":[{\"version\":\"1.0\",\"current\":false,\"files\":2},{\"version\":\"2.0\",\"current\":true}]}")
                .on("/storage", "{\"workers\":[{\"id\":\"storage-1\",\"load\":0.25}]}")
                .on("/logins", "{\"outcomes\":{\"granted\":120,\"busy\":7},\"waiting\":9,\"hashMillis\":41}")
                .on("/workers?purpose=play", "{\"workers\":[{\"id\":\"play-1\",\"purpose\":\"play\"}]}")
                .on(
                        "/matches",
                        "{\"matches\":[{\"match\":\"m1\",\"players\":[\"ann\",\"bob\"]}],"
                                + "\"waiting\":[{\"mode\":\"race\",\"players\":4,\"longestMillis\":5000}],\"reserved\":3}")
                .on("/observers", "{\"observers\":[{\"observer\":\"o1\",\"match\":\"m1\",\"spectators\":5}]}");
    }

    private String page() throws InterruptedException {
        return new LobbyPage(node, new FormProof()).render(Optional.empty());
    }

    @Test
    void showsWhatTheLobbyHasAndDoes() throws Exception {
        assertThat(page())
                .contains("storage-1", "granted", ">120<", "9 passwords wait", "play-1", "ann, bob")
                .contains("3 reserved", "4 wait for race", ">o1<");
    }

    @Test
    void anyReleaseButTheCurrentOneCanBeMadeCurrent() throws Exception {
        assertThat(page())
                .containsOnlyOnce("value=\"rollback\"")
                .contains("name=\"version\" value=\"1.0\"", "badge good\">current");
    }

    @Test
    void aPartThatIsMissingLeavesTheOthersAlone() throws Exception {
        node.without("/releases").without("/matches");

        assertThat(page()).contains("nothing for /releases", "nothing for /matches", "storage-1", ">o1<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "' autofocus onfocus='x", "${appRoot}"})
    void namesFromElsewhereStayText(String hostile) throws Exception {
        node.on("/releases", "{\"releases\":[{\"version\":\"" + hostile + "\",\"publishedAt\":\"" + hostile + "\"}]}")
                .on("/matches", "{\"matches\":[{\"match\":\"" + hostile + "\",\"players\":[\"" + hostile + "\"]}]}");

        assertThat(page()).doesNotContain(hostile);
    }
}
