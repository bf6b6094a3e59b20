package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Engine.IO 3 packs packets. */
class PayloadsV3Test {
    private final PayloadsV3 payloads = new PayloadsV3();
    private final List<String> seen = new ArrayList<>();
    private final Payloads.PacketVisitor visitor = new Payloads.PacketVisitor() {
        @Override
        public boolean text(String packet) {
            seen.add(packet);
            return !packet.equals("stop");
        }

        @Override
        public void message(String text) {
            throw new IllegalStateException("every packet has a type");
        }

        @Override
        public boolean binary(byte[] data) {
            seen.add(HexFormat.of().formatHex(data));
            return true;
        }
    };

    private void decode(String body) throws MalformedPacketException {
        payloads.decode(body.getBytes(StandardCharsets.UTF_8), false, visitor);
    }

    private void decodeBinary(String hex) throws MalformedPacketException {
        payloads.decode(HexFormat.of().parseHex(hex), true, visitor);
    }

    private String encode(OutPacket... packets) {
        return new String(payloads.encode(List.of(packets)), StandardCharsets.UTF_8);
    }

    @Test
    void putsTheLengthInFrontOfEachPacket() {
        assertThat(encode(OutPacket.text("4hello"), OutPacket.text("41"))).isEqualTo("6:4hello2:41");
    }

    @Test
    void countsCodeUnitsAsJavaScriptDoes() {
        assertThat(encode(OutPacket.text("4ü€\uD83D\uDE00"))).isEqualTo("5:4ü€\uD83D\uDE00");
    }

    @Test
    void sendsBinaryDataAsBase64() {
        assertThat(encode(OutPacket.binary(new byte[] {1, 2, 3, 4}))).isEqualTo("10:b4AQIDBA==");
    }

    @Test
    void asksAPollingClientByEndingItsPoll() {
        assertThat(encode(OutPacket.PING)).isEqualTo("1:6");
    }

    @Test
    void readsPacketsByTheirLengths() throws Exception {
        decode("6:4hello5:4ü€\uD83D\uDE0010:b4AQIDBA==");

        assertThat(seen).containsExactly("4hello", "4ü€\uD83D\uDE00", "01020304");
    }

    @Test
    void readsBinaryBodies() throws Exception {
        decodeBinary("0007ff34c3bc" + "68656c6c" + "0105ff0401020304");

        assertThat(seen).containsExactly("4ühell", "01020304");
    }

    @Test
    void stopsWhenTheVisitorHasEnough() throws Exception {
        decode("4:stop2:42");

        assertThat(seen).containsExactly("stop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4hello", ":", "x:4", "7:4hello", "0000000001:4", "-1:4", "6:4hellojunk", "4:b1AA", "3:b4!"})
    void refusesWhatIsNoPayload(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(MalformedPacketException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0006", "0006ff34", "0201ff34", "010aff04", "0101ff03", "0100ff", "0002ffc3c3"})
    void refusesWhatIsNoBinaryPayload(String hex) {
        assertThatThrownBy(() -> decodeBinary(hex)).isInstanceOf(MalformedPacketException.class);
    }
}
