package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A codec that does not come back after it has proved itself: those whom it has not caught go on. */
class LateCodecTest extends CodecCase {
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicBoolean bad = new AtomicBoolean();
    private final AtomicBoolean badAtTexts = new AtomicBoolean();
    private final List<Thread> textsSaidBy = new CopyOnWriteArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private String ticket;
    private Thread caught = new Thread(() -> {});

    @BeforeEach
    void prove() {
        world.install("1.2", new Late());
        ticket = (String)
                ann.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");
        for (int id = 1; id <= 64; id++) {
            ann.say(id, "no-such-event");
        }
        ann.take();
        bad.set(true);
    }

    @AfterEach
    void release() throws InterruptedException {
        released.countDown();
        caught.join();
    }

    private final class Late extends Spoilt {
        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            hang();
            return super.decode(state, frame);
        }

        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            hang();
            if (message instanceof ServerMessage.Notified told
                    && told.notification() instanceof Notification.TextReceived) {
                textsSaidBy.add(Thread.currentThread());
                if (badAtTexts.get()) {
                    bad.set(true);
                    hang();
                }
            }
            return super.encode(state, message);
        }

        private void hang() {
            if (bad.get()) {
                alarms.dawdle();
                Uninterrupted.await(released);
            }
        }
    }

    private void catchAnn() {
        caught = new Thread(() -> ann.say(65, "text", Map.of("to", "all")));
        caught.start();
        await().until(() -> {
            heard.addAll(ann.take());
            return heard.contains("closed 1013");
        });
    }

    @Test
    void hasTheOneCutOffWhoseTurnIsCaught() {
        catchAnn();

        assertThat(heard).containsExactly("65 [\"error\",\"Protocol 1.2 failed\"]", "closed 1013");
    }

    @Test
    void hasThatOneComeBack() {
        catchAnn();
        world.install("1.2", new ProtocolV12());
        FakeClient again = new FakeClient(world.context());
        again.say(1, "relogin", ticket);

        assertThat(again.take()).singleElement().asString().startsWith("1 [\"ok\",");
    }

    @Test
    void hasTheSessionEndThatDoesNotComeBack() {
        catchAnn();
        alarms.advance(world.context().settings().now().reconnectionTimeoutMillis());

        assertThat(world.rooms().members("r")).isEmpty();
    }

    @Test
    void catchesNobodyWhoLogsIn() {
        FakeClient bob = new FakeClient(world.context());
        bob.login(world.tokens().issue("r", "bob", "presenter"));
        world.install("1.2", new ProtocolV12());
        alarms.advance(25);

        assertThat(bob.take()).singleElement().asString().startsWith("0 [\"ok\",");
    }

    @Test
    void catchesTheSpeakerOfATextAndNotItsRoom() {
        bad.set(false);
        FakeClient bob = new FakeClient(world.context());
        bob.loggedIn(world.tokens().issue("r", "bob", "presenter"));
        ann.take();
        badAtTexts.set(true);
        caught = new Thread(() -> ann.say(65, "text", Map.of("to", "all", "message", "hello")));
        caught.start();
        await().until(() -> {
            heard.addAll(ann.take());
            return heard.contains("closed 1013");
        });
        world.install("1.2", new ProtocolV12());
        world.rooms().announce("r", new Notification.ParticipantLeft("p1"));

        assertThat(heard).contains("65 [\"error\",\"Protocol 1.2 failed\"]");
        assertThat(bob.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"p1\"}]");
    }

    @Test
    void saysATextOnTheThreadOfItsSpeaker() {
        bad.set(false);
        ann.say(65, "text", Map.of("to", "all", "message", "hello"));

        assertThat(ann.take()).hasSize(2);
        assertThat(textsSaidBy).containsExactly(Thread.currentThread());
    }

    @Test
    void catchesNoRoomThatIsTold() {
        world.rooms().announce("r", new Notification.ParticipantLeft("p1"));
        world.install("1.2", new ProtocolV12());
        alarms.advance(25);

        assertThat(ann.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"p1\"}]");
    }
}
