package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProtocolChecksTest {
    /** Understands nothing, and says everything in one word. */
    private static class Terse implements ProtocolVersion {
        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            return new Decoded.Unknown();
        }

        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            return new Encoded(
                    state,
                    List.of(
                            message instanceof ServerMessage.Notified
                                    ? new Encoded.Wire.Event("news", List.of())
                                    : new Encoded.Wire.Ack(List.of("ok"))));
        }
    }

    private static List<String> failuresOf(ProtocolVersion codec) throws InterruptedException {
        return Failures.of(ProtocolChecks.of(() -> codec));
    }

    @Test
    void passesATerseOne() throws InterruptedException {
        assertThat(failuresOf(new Terse())).isEmpty();
    }

    @Test
    void findsAFieldThatCanChange() throws InterruptedException {
        assertThat(failuresOf(new Terse() {
                    private int frames;

                    @Override
                    public Decoded decode(CodecState state, ClientFrame frame) {
                        frames++;
                        return frames < 0 ? new Decoded.Malformed("never") : new Decoded.Unknown();
                    }
                }))
                .singleElement()
                .asString()
                .contains(".frames is a field that can change", "CodecState");
    }

    @Test
    void findsAFinalFieldWhoseObjectCanChange() throws InterruptedException {
        AtomicInteger counter = new AtomicInteger();
        assertThat(failuresOf(new Terse() {
                    private final AtomicInteger frames = counter;

                    @Override
                    public String toString() {
                        return "codec of " + frames;
                    }
                }))
                .singleElement()
                .asString()
                .contains(".frames is a java.util.concurrent.atomic.AtomicInteger, which can change");
    }

    @Test
    void findsOneThatThrowsAtAHostileClient() throws InterruptedException {
        assertThat(failuresOf(new Terse() {
                    @Override
                    public Decoded decode(CodecState state, ClientFrame frame) {
                        return new Decoded.Malformed((String) frame.data().orElse(""));
                    }
                }))
                .first()
                .asString()
                .contains("decode of event 'text' with 1 threw java.lang.ClassCastException");
    }

    @Test
    void findsARequestThatIsNotAcknowledged() throws InterruptedException {
        assertThat(failuresOf(new Terse() {
                    @Override
                    public Encoded encode(CodecState state, ServerMessage message) {
                        return new Encoded(state, List.of());
                    }
                }))
                .singleElement()
                .asString()
                .contains("encode of LoggedIn has 0 acknowledgements");
    }

    @Test
    void findsAnArgumentThatCannotBeSent() throws InterruptedException {
        assertThat(failuresOf(new Terse() {
                    @Override
                    public Encoded encode(CodecState state, ServerMessage message) {
                        return new Encoded(
                                state,
                                message instanceof ServerMessage.Notified
                                        ? List.of()
                                        : List.of(new Encoded.Wire.Ack(List.of(message.getClass()))));
                    }
                }))
                .first()
                .asString()
                .contains("cannot be sent: not a JSON value: java.lang.Class");
    }

    @Test
    void findsNotificationsThatDifferByConnection() throws InterruptedException {
        assertThat(failuresOf(new Terse() {
                    @Override
                    public Encoded encode(CodecState state, ServerMessage message) {
                        CodecState next = new CodecState(1, Attributes.of("seen", true));
                        return new Encoded(
                                next,
                                super.encode(state, message).frames().stream()
                                        .map(frame -> frame instanceof Encoded.Wire.Event
                                                ? new Encoded.Wire.Event("news", List.of(state.layout()))
                                                : frame)
                                        .toList());
                    }
                }))
                .singleElement()
                .asString()
                .contains("encodesNotificationsAlike answers true");
    }
}
