package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.session.Uninterrupted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Namespaces that throw, or do not come back: their clients are served by the next, if there is one. */
class BadNamespaceTest extends NamespaceCase {
    @Test
    void countsWhatThePluginThrowsAndKeepsTheClient() {
        connect();
        say("42/custom,[\"no-such\"]");
        say("42/custom,[\"message\"]");
        waitInVain();

        assertThat(slots.faults()).containsExactly("java.lang.IllegalStateException: no-such");
        assertThat(take()).containsExactly("42/custom,[\"message-back\"]");
    }

    private static SocketNamespace throwing(AtomicInteger calls, Consumer<NamespaceSocket> before) {
        return new SocketNamespace() {
            @Override
            public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
                return new DawdlingHandler(() -> {
                    calls.incrementAndGet();
                    before.accept(socket);
                    throw new IllegalStateException("boom");
                });
            }

            @Override
            public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
                return Optional.of(connect(socket, auth));
            }
        };
    }

    @Test
    void hasTheSuccessorHandleWhatAnInstanceThrowsAt() {
        AtomicInteger calls = new AtomicInteger();
        install(throwing(calls, socket -> {}));
        connect();
        say("42/custom,[\"message\",1]");
        say("42/custom,[\"message\",2]");
        assertThat(take()).isEmpty();
        install(new TakingOver());
        alarms.advance(25);

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]", "42/custom,[\"taken-over\",2]");
        assertThat(calls).hasValue(1);
    }

    @Test
    void hasNobodyAnswerTwiceWhatAnInstanceThrowsAtAfterwards() {
        install(throwing(new AtomicInteger(), socket -> socket.emit("answer", List.of())));
        connect();
        say("42/custom,[\"message\",1]");
        install(new TakingOver());
        alarms.advance(25);

        assertThat(take()).containsExactly("42/custom,[\"answer\"]");
    }

    @Test
    void hasTheSuccessorConnectWhomAnInstanceFailsToTake() {
        install((socket, auth) -> {
            throw new IllegalStateException("no");
        });
        connect();
        TakingOver successor = new TakingOver();
        install(successor);
        alarms.advance(25);
        say("42/custom,[\"message\",1]");

        assertThat(take()).containsExactly("42/custom,[\"message-back\",1]");
        assertThat(successor.auths()).isEmpty();
    }

    @Test
    void hasTheSuccessorHandleWhatAnInstanceDoesNotComeBackFrom() {
        CountDownLatch released = new CountDownLatch(1);
        install((socket, auth) -> new DawdlingHandler(() -> {
            alarms.dawdle();
            Uninterrupted.await(released);
        }));
        connect();
        say("42/custom,[\"message\",1]");
        install(new TakingOver());
        alarms.advance(25);
        released.countDown();

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]");
        assertThat(closeCode).isZero();
    }

    @Test
    void hasClientsComeBackWhomTheSuccessorFailsToTakeOver() {
        connect();
        replace(new SocketNamespace() {
            @Override
            public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
                return new DawdlingHandler(() -> {});
            }

            @Override
            public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
                throw new IllegalStateException("no");
            }
        });
        waitInVain();

        assertThat(closeCode).isEqualTo(1013);
        assertThat(slots.faults()).hasSize(1);
    }

    @Test
    void disconnectsAClientThatThePluginFailsToTake() {
        install((socket, auth) -> {
            throw new IllegalStateException("no");
        });
        say("40/custom,");
        waitInVain();

        assertThat(take()).last().isEqualTo("41/custom,");
        assertThat(slots.faults()).hasSize(1);
    }

    @Test
    void cutsOffAClientWhoseEventThePluginDoesNotComeBackFrom() {
        install((socket, auth) -> new DawdlingHandler(() -> {
            alarms.dawdle();
            socket.emit("late", List.of());
        }));
        connect();
        say("42/custom,[\"message\"]");
        waitInVain();

        assertThat(slots.faults()).containsExactly("took too long");
        assertThat(closeCode).isEqualTo(1013);
        assertThat(take()).isEmpty();
    }

    @Test
    void disconnectsAClientThatThePluginDoesNotTakeInTime() {
        install((socket, auth) -> {
            alarms.dawdle();
            return new DawdlingHandler(() -> {});
        });
        say("40/custom,");
        waitInVain();

        assertThat(slots.faults()).containsExactly("took too long");
        assertThat(take()).last().isEqualTo("41/custom,");
    }
}
