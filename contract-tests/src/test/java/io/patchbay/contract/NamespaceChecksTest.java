package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.SocketNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamespaceChecksTest {
    private interface OnEvent {
        void hear(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement);
    }

    private static List<String> failuresOf(SocketNamespace namespace) throws InterruptedException {
        return Failures.of(NamespaceChecks.of(() -> namespace));
    }

    private static SocketNamespace hearing(OnEvent onEvent) {
        return (socket, auth) -> new NamespaceHandler() {
            @Override
            public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
                onEvent.hear(name, arguments, acknowledgement);
            }

            @Override
            public void onDisconnect(String reason) {
                // nothing is kept
            }
        };
    }

    @Test
    void passesAnEcho() throws InterruptedException {
        assertThat(failuresOf(
                        hearing((name, arguments, wanted) -> wanted.ifPresent(answer -> answer.answer(arguments)))))
                .isEmpty();
    }

    @Test
    void findsOneThatHasNoHandler() throws InterruptedException {
        assertThat(failuresOf((socket, auth) -> null)).first().asString().contains("connect answered null");
    }

    @Test
    void findsOneThatTrustsItsClients() throws InterruptedException {
        List<String> events = new ArrayList<>();
        assertThat(failuresOf(hearing((name, arguments, wanted) -> events.add((String) arguments.get(0)))))
                .first()
                .asString()
                .contains("threw java.lang.ClassCastException");
    }

    @Test
    void findsOneThatAnswersTwice() throws InterruptedException {
        assertThat(failuresOf(hearing((name, arguments, wanted) -> wanted.ifPresent(answer -> {
                    answer.answer(List.of());
                    answer.answer(List.of());
                }))))
                .singleElement()
                .asString()
                .contains("answered 2 times");
    }
}
