package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service does to those who are in its rooms, as its clients see it. */
class ParticipantsIT {
    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        node = NodeProcess.start(folder.resolve("data"));
    }

    @AfterAll
    static void stopNode() throws Exception {
        node.close();
    }

    private static Puppet client(String library, String token) throws IOException {
        return Puppet.start(library, "websocket").connectTo(token);
    }

    private static String login(Puppet client, String room, String user) throws Exception {
        JsonNode answer = client.login(node.rest().token(room, user, "presenter"), "1.2");
        assertThat(answer.path(0).asText()).as(answer::toString).isEqualTo("ok");
        return answer.path(1).path("id").asText();
    }

    private static long leavesSeenBy(Puppet client) {
        return client.unawaited().stream()
                .filter(line -> line.toString().contains("\"leave\""))
                .count();
    }

    @Test
    void areToldWhatTheyMayDoAreThrownOutAndLoseTheirRoom() throws Exception {
        String room = node.rest().room(Map.of());
        String participants = "/v1/rooms/" + room + "/participants";
        String any = node.rest().token(room, "any", "presenter");
        try (Puppet ann = client("socket.io-client-4", any);
                Puppet bob = client("socket.io-client-3", any);
                Puppet cid = client("socket.io-client-4", any)) {
            login(ann, room, "ann");
            String bobId = login(bob, room, "bob");

            Answer patched = node.rest()
                    .send(
                            "PATCH",
                            participants + "/" + bobId,
                            "[{\"op\":\"replace\",\"path\":\"/permission/publish\",\"value\":false}]");
            assertThat(patched.status()).as(patched::body).isEqualTo(200);
            JsonNode permission = bob.awaitEvent("permission", event -> true);
            assertThat(permission.path("publish").path("audio").asBoolean(true)).isFalse();
            assertThat(permission.path("subscribe").path("audio").asBoolean()).isTrue();

            Answer limited = node.rest().send("PUT", "/v1/rooms/" + room, "{\"participantLimit\":2}");
            assertThat(limited.status()).as(limited::body).isEqualTo(200);
            assertThat(cid.login(any, "1.2").path(1).asText()).isEqualTo("Room is full");

            assertThat(node.rest().delete(participants + "/" + bobId).status()).isEqualTo(200);
            bob.await("disconnect", line -> line.path("reason").asText().equals("io server disconnect"));
            JsonNode left = ann.awaitEvent(
                    "participant", event -> event.path("action").asText().equals("leave"));
            assertThat(left.path("data").asText()).isEqualTo(bobId);
            assertThat(node.rest().get(participants).body()).contains("ann").doesNotContain("bob");
            assertThat(leavesSeenBy(ann)).as("leaves beside the one").isZero();

            assertThat(node.rest().delete("/v1/rooms/" + room).status()).isEqualTo(200);
            ann.awaitEvent("drop", event -> true);
            ann.await("disconnect", line -> line.path("reason").asText().equals("io server disconnect"));
        }
    }
}
