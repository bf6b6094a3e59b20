package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Codecs that throw, dawdle or talk nonsense: the connection lives on. */
class CodecFaultsTest extends CodecCase {
    private void expectTheSuccessorToAnswer() {
        ann.say(1, "text", Map.of("to", "nobody"));
        assertThat(ann.take()).isEmpty();
        assertThat(world.slots().faults()).isNotEmpty();
        relieve();
        assertThat(ann.take()).containsExactly("1 [\"error\",\"Target participant does NOT exist: nobody\"]");
    }

    /** Another codec serves, which is soon noticed. */
    private void relieve() {
        world.install("1.2", new ProtocolV12());
        alarms.advance(25);
    }

    @Test
    void hasAFrameThatTheCodecThrowsAtAnsweredByTheNext() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                throw new IllegalStateException("boom");
            }
        });

        expectTheSuccessorToAnswer();
    }

    @Test
    void hasAFrameThatTheCodecHasNoAnswerToAnsweredByTheNext() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                return null;
            }
        });

        expectTheSuccessorToAnswer();
    }

    @Test
    void hasWhatTheCodecCannotSaySaidByTheNext() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                return new Encoded(state, List.of(new Encoded.Wire.Ack(List.of(new Object()))));
            }
        });

        expectTheSuccessorToAnswer();
    }

    @Test
    void answersWithAnErrorWhenNoOtherCodecComes() {
        join();
        world.install("1.2", throwing());
        ann.say(1, "text", Map.of("to", "all"));
        waitInVain();

        assertThat(ann.take()).containsExactly("1 [\"error\",\"Protocol 1.2 failed\"]");
    }

    @Test
    void waitsNoMoreForTheRelieverOfACodecThatNobodyHasRelieved() {
        answersWithAnErrorWhenNoOtherCodecComes();
        ann.say(2, "text", Map.of("to", "all"));

        assertThat(ann.take()).containsExactly("2 [\"error\",\"Protocol 1.2 failed\"]");
    }

    @Test
    void understandsTheFramesBehindOneThatItThrowsAt() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                if (frame.event().equals("text")) {
                    throw new IllegalStateException("boom");
                }
                return super.decode(state, frame);
            }
        });
        ann.say(1, "text", Map.of("to", "all"));
        ann.say(2, "no-such-event");
        waitInVain();

        assertThat(ann.take())
                .containsExactly("1 [\"error\",\"Protocol 1.2 failed\"]", "2 [\"error\",\"Illegal request\"]");
    }

    @Test
    void blamesNoCodecThatTheMachineDoesNotLetRun() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                alarms.advance(1_000);
                return super.decode(state, frame);
            }
        });
        ann.say(1, "text", Map.of("to", "nobody"));

        assertThat(world.slots().faults()).isEmpty();
    }

    private static ProtocolVersion throwing() {
        return new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                throw new IllegalStateException("boom");
            }

            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                throw new IllegalStateException("boom");
            }
        };
    }

    @Test
    void countsNoPauseOfTheProcessAsAFault() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Decoded decode(CodecState state, ClientFrame frame) {
                alarms.jump(30_000);
                return super.decode(state, frame);
            }
        });
        ann.say(1, "text", Map.of("to", "nobody"));

        assertThat(world.slots().faults()).isEmpty();
    }

    @Test
    void hasALoginThatTheCodecCannotAnswerAnsweredByTheNext() {
        world.install("1.2", throwing());
        ann.login(world.tokens().issue("r", "ann", "presenter"));
        assertThat(ann.take()).isEmpty();
        relieve();

        assertThat(ann.take()).singleElement().asString().startsWith("0 [\"ok\",");
    }

    @Test
    void refusesALoginThatNoCodecCanAnswer() {
        world.install("1.2", throwing());
        String token = world.tokens().issue("r", "ann", "presenter");
        ann.login(token);
        waitInVain();

        assertThat(ann.take()).containsExactly("0 [\"error\",\"Protocol 1.2 failed\"]", "disconnected");
        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void keepsANotificationThatACodecCannotSayForTheNext() {
        join();
        world.install("1.2", throwing());
        world.rooms().announce("r", new Notification.ParticipantLeft("p1"));
        world.rooms().announce("r", new Notification.ParticipantLeft("p2"));
        assertThat(ann.take()).isEmpty();
        relieve();

        assertThat(ann.take())
                .containsExactly(
                        "participant [{\"action\":\"leave\",\"data\":\"p1\"}]",
                        "participant [{\"action\":\"leave\",\"data\":\"p2\"}]");
    }

    @Test
    void goesOnBehindANotificationThatNoCodecCanSay() {
        join();
        world.install("1.2", new Spoilt() {
            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                if (message.toString().contains("unspeakable")) {
                    throw new IllegalStateException("boom");
                }
                return super.encode(state, message);
            }
        });
        world.rooms().announce("r", new Notification.ParticipantLeft("unspeakable"));
        world.rooms().announce("r", new Notification.ParticipantLeft("p2"));
        waitInVain();

        assertThat(ann.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"p2\"}]");
    }

    @Test
    void triesANotificationUntilAGoodVersionServesAgain() {
        join();
        AtomicInteger calls = new AtomicInteger();
        world.install("1.2", new Spoilt() {
            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                if (calls.incrementAndGet() == 5) {
                    world.install("1.2", new ProtocolV12());
                }
                throw new IllegalStateException("boom");
            }
        });
        world.rooms().announce("r", new Notification.ParticipantLeft("bob"));

        assertThat(ann.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"bob\"}]");
        assertThat(world.slots().faults()).hasSize(5);
    }

    @Test
    void encodesABroadcastOnce() {
        AtomicInteger calls = new AtomicInteger();
        world.install("1.2", new Spoilt() {
            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                calls.addAndGet(message instanceof ServerMessage.Notified ? 1 : 0);
                return super.encode(state, message);
            }
        });
        for (int i = 0; i < 10; i++) {
            new FakeClient(world.context()).loggedIn(world.tokens().issue("r", "user" + i, "presenter"));
        }
        calls.set(0);
        world.rooms().announce("r", new Notification.ParticipantLeft("bob"));

        assertThat(calls).hasValue(1);
    }

    @Test
    void handsEachClientsStateInWhereNotificationsDiffer() {
        world.install("1.2", new Spoilt() {
            @Override
            public boolean encodesNotificationsAlike() {
                return false;
            }

            @Override
            public Encoded encode(CodecState state, ServerMessage message) {
                if (message instanceof ServerMessage.Notified) {
                    int count = (int) state.values().number("count").orElse(0) + 1;
                    return new Encoded(
                            new CodecState(1, io.patchbay.api.Attributes.of("count", count)),
                            List.of(new Encoded.Wire.Event("count", List.of(count))));
                }
                return super.encode(state, message);
            }
        });
        join();
        world.rooms().announce("r", new Notification.ParticipantLeft("bob"));
        world.rooms().announce("r", new Notification.ParticipantLeft("bob"));

        assertThat(ann.take()).containsExactly("count [1]", "count [2]");
    }
}
