package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Codecs that go away: the connection waits for the next, within a bound. */
class MissingCodecTest extends CodecCase {
    @Test
    void waitsAWhileForACodecThatIsMissing() {
        join();
        world.uninstall("1.2");
        ann.say(1, "text", Map.of("to", "nobody"));
        ann.say(2, "no-such-event");
        assertThat(ann.take()).isEmpty();

        world.install("1.2", new ProtocolV12());

        assertThat(ann.take())
                .containsExactlyInAnyOrder(
                        "1 [\"error\",\"Target participant does NOT exist: nobody\"]",
                        "2 [\"error\",\"Illegal request\"]");
    }

    @Test
    void readsNoMoreWhileMuchWaits() {
        join();
        world.uninstall("1.2");
        for (int id = 1; id <= 31; id++) {
            ann.say(id, "no-such-event");
        }
        assertThat(ann.isCrowded()).isFalse();
        ann.say(32, "no-such-event");

        assertThat(ann.isCrowded()).isTrue();
    }

    @Test
    void answersAllThatHasWaitedAndReadsOn() {
        join();
        world.uninstall("1.2");
        for (int id = 1; id <= 1_000; id++) {
            ann.say(id, "no-such-event");
        }
        world.install("1.2", new ProtocolV12());

        assertThat(ann.take()).hasSize(1_000).allMatch(line -> line.endsWith(" [\"error\",\"Illegal request\"]"));
        assertThat(ann.isCrowded()).isFalse();
    }

    @Test
    void saysWhatIsMissingWhenNoCodecComes() {
        join();
        world.uninstall("1.2");
        ann.say(1, "text", Map.of("to", "nobody"));
        world.slots().giveUpWaiting("1.2", Slot.WAIT_WHEN_EMPTY);

        assertThat(ann.take()).containsExactly("1 [\"error\",\"no protocol '1.2' is installed\"]");
    }

    @Test
    void tellsALoginOfAVersionThatIsGoneWhichThereAre() {
        world.uninstall("1.2");
        ann.login(world.tokens().issue("r", "ann", "presenter"));
        world.slots().giveUpWaiting("1.2");

        assertThat(ann.take())
                .containsExactly(
                        "0 [\"error\",\"no protocol '1.2' is installed\",{\"supported\":[\"1.1\"]}]", "disconnected");
    }

    @Test
    void keepsNotificationsUntilThereIsACodec() {
        join();
        world.uninstall("1.2");
        world.rooms().announce("r", new Notification.ParticipantLeft("p1"));
        world.rooms().announce("r", new Notification.ParticipantLeft("p2"));
        assertThat(ann.take()).isEmpty();

        world.install("1.2", new ProtocolV12());

        assertThat(ann.take())
                .containsExactly(
                        "participant [{\"action\":\"leave\",\"data\":\"p1\"}]",
                        "participant [{\"action\":\"leave\",\"data\":\"p2\"}]");
    }

    @Test
    void closesResumablyWhenThereIsNoCodecToTellWith() {
        join();
        world.uninstall("1.2");
        world.rooms().announce("r", new Notification.ParticipantLeft("p1"));
        world.slots().giveUpWaiting("1.2");

        assertThat(ann.take()).containsExactly("closed 1013");
        assertThat(world.rooms().members("r")).containsExactly(ann.id());
    }

    @Test
    void readsWhatAPredecessorRemembered() {
        world.install("1.2", remembering("written by the first"));
        join();
        ann.say(1, "logout-not");
        ann.take();
        world.install("1.2", remembering("written by the second"));
        ann.say(2, "what");

        assertThat(ann.take()).containsExactly("2 [\"error\",\"written by the first\"]");
    }

    private static ProtocolVersion remembering(String word) {
        return new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                Optional<String> before = state.values().text("word");
                return before.<Decoded>map(Decoded.Malformed::new)
                        .orElseGet(() -> new Decoded.Understood(
                                new CodecState(1, io.patchbay.api.Attributes.of("word", word)),
                                new io.patchbay.api.portal.ClientRequest.RefreshTicket()));
            }
        };
    }
}
