package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stock OWT JavaScript SDK against a node as it comes (owt-server, section 10). */
@ExtendWith(SharedNode.class)
class StockSdkIT {
    private static final long REFRESHED_AFTER_MILLIS = 540_000; // one minute before the ticket ends

    private int lastId;

    private static String join(Puppet client, String token) throws IOException {
        client.tell("join", Map.of("token", token));
        JsonNode joined = client.await("joined", line -> true);
        client.await("upgrade", line -> true);
        return joined.path("me").path("id").asText();
    }

    private void send(Puppet from, String message) throws IOException {
        int id = ++lastId;
        from.tell("send", Map.of("id", id, "message", message));
        JsonNode sent = from.await("sent", line -> line.path("id").asInt() == id);
        assertThat(sent.path("status").asText()).isEqualTo("ok");
    }

    private static void expectMessages(Puppet to, String... messages) {
        for (String message : messages) {
            assertThat(to.await("messagereceived", line -> true).path("message").asText())
                    .isEqualTo(message);
        }
    }

    /** Twice, because only then the server knows that what was told before the first has arrived. */
    private void refreshTicket(Puppet client) throws IOException {
        for (int i = 0; i < 2; i++) {
            int id = ++lastId;
            client.tell("refresh", Map.of("id", id));
            JsonNode refreshed =
                    client.await("refreshed", line -> line.path("id").asInt() == id);
            assertThat(refreshed.path("status").asText()).isEqualTo("ok");
            expectTicket(client);
        }
    }

    private static void expectTicket(Puppet client) {
        assertThat(client.await("ticket", line -> true).path("refreshInMillis").asLong())
                .isBetween(REFRESHED_AFTER_MILLIS - 30_000, REFRESHED_AFTER_MILLIS + 1_000);
    }

    private static void expectToBeBack(Puppet client) {
        JsonNode relogin = client.await("relogin", line -> true);
        assertThat(relogin.path("status").asText()).as(relogin::toString).isEqualTo("ok");
        expectTicket(client);
        client.await("upgrade", line -> true);
    }

    private void cutWhileTold(Puppet client, Puppet teller, String... messages) throws IOException {
        client.close("cut");
        client.await("disconnect", line -> true);
        for (String message : messages) {
            send(teller, message);
        }
        expectToBeBack(client);
        expectMessages(client, messages);
        expectMessages(teller, messages);
    }

    @ParameterizedTest
    @CsvSource({"socket.io-client-3, string", "socket.io-client-4, string", "socket.io-client-3, object"})
    void joinsTalksIsCutTwiceAndLeaves(String library, String answer, NodeProcess node) throws Exception {
        String room = node.rest().room(Map.of());
        try (Puppet ann = Puppet.startSdk(library, answer);
                Puppet bob = Puppet.startSdk(library, answer)) {
            String annId = join(ann, node.rest().token(room, "ann", "presenter"));
            expectTicket(ann);
            String bobId = join(bob, node.rest().token(room, "bob", "presenter"));
            assertThat(ann.await("participantjoined", line -> true).path("id").asText())
                    .isEqualTo(bobId);
            send(ann, "hello");
            expectMessages(ann, "hello");
            expectMessages(bob, "hello");
            refreshTicket(ann);

            cutWhileTold(ann, bob, "missed", "in", "order");
            refreshTicket(ann);
            cutWhileTold(ann, bob, "and", "again");
            send(ann, "back");
            expectMessages(ann, "back");
            expectMessages(bob, "back");

            ann.tell("leave", Map.of());
            assertThat(ann.await("left", line -> true).path("status").asText()).isEqualTo("ok");
            assertThat(bob.await("participantleft", line -> true)
                            .path("participant")
                            .asText())
                    .isEqualTo(annId);
            send(bob, "alone");
            expectMessages(bob, "alone");
            assertThat(ann.unawaited()).noneMatch(line -> line.toString().matches(".*(message|participant|server).*"));
            assertThat(bob.unawaited()).noneMatch(line -> line.toString().matches(".*(message|participant|server).*"));
        }
    }
}
