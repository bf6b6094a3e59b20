package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import io.patchbay.protocol.v10.internal.ProtocolV10;
import io.patchbay.protocol.v11.internal.ProtocolV11;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolExtensionPointTest {
    private final ProtocolExtensionPoint point = new ProtocolExtensionPoint();

    private static ProtocolVersion codec(Decoded decoded, Encoded encoded) {
        return new ProtocolVersion() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                return decoded;
            }

            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                return encoded;
            }
        };
    }

    private void expectViolation(ProtocolVersion candidate, String part) {
        assertThatExceptionOfType(ContractViolation.class)
                .isThrownBy(() -> point.check(candidate))
                .withMessageContaining(part);
    }

    @Test
    void acceptsTheBuiltInVersions() {
        assertThatCode(() -> point.check(new ProtocolLegacy())).doesNotThrowAnyException();
        assertThatCode(() -> point.check(new ProtocolV10())).doesNotThrowAnyException();
        assertThatCode(() -> point.check(new ProtocolV11())).doesNotThrowAnyException();
        assertThatCode(() -> point.check(new ProtocolV12())).doesNotThrowAnyException();
    }

    @Test
    void refusesACodecThatAnswersNull() {
        expectViolation(codec(null, null), "returned null");
        expectViolation(codec(new Decoded.Unknown(), null), "encode of LoggedIn returned null");
    }

    @Test
    void refusesACodecThatThrows() {
        expectViolation(
                new ProtocolVersion() {
                    @Override
                    public Decoded decode(CodecState state, ClientFrame frame) {
                        throw new IllegalStateException(frame.event());
                    }

                    @Override
                    public Encoded encode(CodecState state, ServerMessage message) {
                        throw new IllegalStateException();
                    }
                },
                "threw java.lang.IllegalStateException");
    }

    @Test
    void refusesACodecThatLeavesARequestUnanswered() {
        expectViolation(codec(new Decoded.Unknown(), new Encoded(CodecState.NEW, List.of())), "has no acknowledgement");
    }

    @Test
    void refusesACodecThatSaysWhatJsonHasNot() {
        expectViolation(
                codec(
                        new Decoded.Unknown(),
                        new Encoded(CodecState.NEW, List.of(new Encoded.Wire.Ack(List.of(new Object()))))),
                "threw java.lang.IllegalArgumentException");
    }
}
