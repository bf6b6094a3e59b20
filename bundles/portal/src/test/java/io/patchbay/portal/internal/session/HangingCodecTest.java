package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A codec that is new and does not come back, in real time: it takes none of the threads that others need. */
class HangingCodecTest {
    private final World world = new World(Map.of(), new PortalThreads(Clock.systemUTC()), Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger caught = new AtomicInteger();

    @AfterEach
    void close() {
        released.countDown();
        world.close();
    }

    @Test
    void hasItsFramesAnsweredByTheNext() {
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
        world.install("1.2", new Hanging());
        ann.say(1, "text", Map.of("to", "nobody"));
        assertThat(ann.take()).isEmpty();
        world.install("1.2", new ProtocolV12());

        List<String> told = new ArrayList<>();
        await().until(() -> told.addAll(ann.take()));
        assertThat(told).containsExactly("1 [\"error\",\"Target participant does NOT exist: nobody\"]");
    }

    @Test
    void catchesAFewThreadsOfItsOwnAtMost() {
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
        world.install("1.2", new Hanging());
        ann.say(1, "text", Map.of("to", "nobody"));

        assertThat(caught).hasValue(4);
        assertThat(world.slots().faults()).contains("took too long", "does not come back from earlier calls");
    }

    private final class Hanging implements ProtocolVersion {
        private final ProtocolVersion good = new ProtocolV12();

        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            caught.incrementAndGet();
            while (released.getCount() > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                Thread.interrupted(); // it takes no hint
            }
            return good.decode(state, frame);
        }

        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            return good.encode(state, message);
        }
    }
}
