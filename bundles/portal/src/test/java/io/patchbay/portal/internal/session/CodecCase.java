package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A client whose codec is replaced while it is connected. */
abstract class CodecCase {
    final ManualAlarms alarms = new ManualAlarms();
    final World world = new World(Map.of(), alarms, Runnable::run);
    final FakeClient ann = new FakeClient(world.context());

    @AfterEach
    void close() {
        world.close();
    }

    /** Version 1.2, but for what a test spoils. */
    static class Spoilt implements ProtocolVersion {
        private final ProtocolVersion good = new ProtocolV12();

        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            return good.decode(state, frame);
        }

        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            return good.encode(state, message);
        }
    }

    void join() {
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
    }

    /** No other codec has come for so long that none is waited for any more. */
    void waitInVain() {
        alarms.advance(Slot.WAIT_WHEN_EMPTY.toMillis());
    }
}
