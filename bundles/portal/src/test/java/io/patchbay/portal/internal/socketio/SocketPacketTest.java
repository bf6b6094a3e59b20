package io.patchbay.portal.internal.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPacketTest {
    @Test
    void readsAConnect() throws MalformedPacketException {
        assertThat(SocketPacket.parse("0"))
                .isEqualTo(new SocketPacket(PacketType.CONNECT, 0, "/", OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void readsAConnectToANamespaceWithAPayload() throws MalformedPacketException {
        assertThat(SocketPacket.parse("0/custom,{\"token\":\"abc\"}"))
                .isEqualTo(new SocketPacket(
                        PacketType.CONNECT, 0, "/custom", OptionalLong.empty(), Optional.of(Map.of("token", "abc"))));
    }

    @Test
    void readsANamespaceWithoutItsComma() throws MalformedPacketException {
        assertThat(SocketPacket.parse("1/custom").namespace()).isEqualTo("/custom");
    }

    @Test
    void readsAnEventThatWantsAnAnswer() throws MalformedPacketException {
        SocketPacket packet = SocketPacket.parse("2456[\"message\",1,\"2\",{\"3\":[false]}]");

        assertThat(packet.ackId()).hasValue(456);
        assertThat(packet.eventName()).isEqualTo("message");
        assertThat(packet.arguments()).isEqualTo(List.of(1, "2", Map.of("3", List.of(false))));
    }

    @Test
    void readsABinaryEvent() throws MalformedPacketException {
        SocketPacket packet = SocketPacket.parse("52-/admin,7[\"x\",{\"_placeholder\":true,\"num\":0}]");

        assertThat(packet.attachments()).isEqualTo(2);
        assertThat(packet.namespace()).isEqualTo("/admin");
        assertThat(packet.ackId()).hasValue(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "7",
                "9[]",
                "2",
                "2{}",
                "2[]",
                "2[1]",
                "2[null]",
                "2[\"connect\"]",
                "2[\"disconnect\"]",
                "2[\"x\"",
                "2[\"x\"]x",
                "2abc[\"x\"]",
                "2null",
                "0[]",
                "0\"x\"",
                "1{}",
                "3",
                "3{}",
                "4",
                "4{\"message\":\"x\"}",
                "5[\"x\"]",
                "51[\"x\"]",
                "5-[\"x\"]",
                "517-[\"x\"]",
                "5999-[\"x\"]",
                "21234567890123456[\"x\"]",
                "2[\"x\",NaN]",
                "2[\"x\",01]"
            })
    void refusesWhatIsNoPacket(String text) {
        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> SocketPacket.parse(text));
    }

    @Test
    void refusesJsonThatIsTooDeep() {
        String deep = "2[\"x\"," + "[".repeat(1_000) + "]".repeat(1_000) + "]";

        assertThatExceptionOfType(MalformedPacketException.class).isThrownBy(() -> SocketPacket.parse(deep));
    }

    @Test
    void refusesANumberThatIsTooLong() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> SocketPacket.parse("2[\"x\"," + "9".repeat(10_000) + "]"));
    }

    @Test
    void refusesANamespaceThatIsTooLong() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> SocketPacket.parse("0/" + "x".repeat(1_000) + ","));
    }

    @Test
    void answersAnythingWithAPacketOrARefusal() {
        Random random = new Random(42);
        String alphabet = "0123456789[]{}\",:/-abcé\uD83D\u0000\u001e nultrefas";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(SocketPacket.parse(text.toString())).isNotNull();
            } catch (MalformedPacketException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void writesPacketsOfTheMainNamespaceWithoutItsName() {
        assertThat(SocketPackets.MAIN.event("drop", java.util.Arrays.asList((Object) null)))
                .hasToString("42[\"drop\",null]");
        assertThat(SocketPackets.MAIN.ack(7, List.of("ok"))).hasToString("437[\"ok\"]");
        assertThat(SocketPackets.MAIN.disconnect()).hasToString("41");
    }

    @Test
    void writesPacketsOfAnotherNamespaceWithItsName() {
        assertThat(SocketPackets.of("/a").event("x", List.of())).hasToString("42/a,[\"x\"]");
        assertThat(SocketPackets.of("/a").ack(7, List.of())).hasToString("43/a,7[]");
        assertThat(SocketPackets.of("/a").connectError("Invalid namespace", false))
                .hasToString("44/a,{\"message\":\"Invalid namespace\"}");
    }
}
