package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** Namespaces that are plug-ins, as their clients see them. */
class SocketNamespacesTest extends NamespaceCase {
    private static final String TWO_PIECES =
            "[\"message\",{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]";

    @Test
    void sendsTheFirstEventOnceTheClientKnowsThatItIsConnected() {
        say("40/custom,{\"token\":\"abc\"}");
        assertThat(take())
                .hasSize(2)
                .satisfies(first -> assertThat(first.get(0)).startsWith("40/custom,{\"sid\":"))
                .last()
                .isEqualTo("ping of the WebSocket");
        engine.arrivals().webSocketPong(() -> {});

        assertThat(take()).containsExactly("42/custom,[\"auth\",{\"token\":\"abc\"}]");
    }

    @Test
    void sendsTheFirstEventToAWebSocketThatAnswersNoPing() {
        say("40/custom,");
        sent.clear();
        alarms.advance(1_000);

        assertThat(take()).containsExactly("42/custom,[\"auth\",{}]");
    }

    @Test
    void refusesANamespaceThatIsNotInstalled() {
        say("40/random,");

        assertThat(take()).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void sendsEventsBack() {
        connect();
        say("42/custom,[\"message\",1,\"2\",{\"3\":[true]},null]");

        assertThat(take()).containsExactly("42/custom,[\"message-back\",1,\"2\",{\"3\":[true]},null]");
    }

    @Test
    void answersEvents() {
        connect();
        say("42/custom,7[\"message-with-ack\",1]");

        assertThat(take()).containsExactly("43/custom,7[1]");
    }

    @Test
    void carriesBinaryDataInEvents() {
        connect();
        say("452-/custom," + TWO_PIECES);
        say(1, 2, 3);
        say(4, 5, 6);

        assertThat(take())
                .containsExactly("452-/custom," + TWO_PIECES.replace("message", "message-back"), "010203", "040506");
    }

    @Test
    void carriesBinaryDataInAnswers() {
        connect();
        say("451-/custom,789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]");
        say(255);

        assertThat(take()).containsExactly("461-/custom,789[{\"_placeholder\":true,\"num\":0}]", "ff");
    }

    @Test
    void closesUponAPlaceholderForAnAttachmentThatThereIsNot() {
        connect();
        say("451-/custom,[\"message\",{\"_placeholder\":true,\"num\":1}]");
        say(1);

        assertThat(closeCode).isEqualTo(1002);
    }

    @Test
    void closesUponMoreAttachedBytesThanAMessageMayHave() {
        connect();
        say("452-/custom," + TWO_PIECES);
        say(new int[60]);
        say(new int[60]);

        assertThat(closeCode).isEqualTo(1002);
    }

    @Test
    void tellsThePluginThatAClientHasGone() {
        connect();
        say("41/custom,");

        assertThat(echo.gone()).containsExactly("client namespace disconnect");
    }

    @Test
    void letsThePluginDisconnectAClient() {
        connect();
        say("42/custom,[\"leave\"]");

        assertThat(take()).containsExactly("41/custom,");
        assertThat(echo.gone()).containsExactly("server namespace disconnect");
    }

    @Test
    void keepsAConnectionThatIsInANamespaceOpen() {
        connect();
        alarms.advance(15_000);

        assertThat(closeCode).isZero();
    }

    @Test
    void closesAConnectionThatHasLeftEveryNamespace() {
        connect();
        say("41/custom,");
        alarms.advance(15_000);

        assertThat(closeCode).isEqualTo(1000);
    }
}
