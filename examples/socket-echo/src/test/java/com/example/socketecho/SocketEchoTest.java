package com.example.socketecho;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.contract.NamespaceContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every namespace must hold to comes with NamespaceContract; below is what these are for. */
class SocketEchoTest implements NamespaceContract {
    private static final byte[] DATA = {1, 2, 3};

    private final List<Object> emitted = new ArrayList<>();
    private final List<Object> answered = new ArrayList<>();
    private final NamespaceSocket socket = new NamespaceSocket() {
        @Override
        public String id() {
            return "client";
        }

        @Override
        public void emit(String event, List<Object> arguments) {
            emitted.add(event);
            emitted.addAll(arguments);
        }

        @Override
        public void disconnect() {
            emitted.add("disconnected");
        }
    };

    @Override
    public SocketNamespace plugin() {
        return new Echo();
    }

    @Test
    void greetsWithWhatTheClientSaidOfItself() {
        new Echo().connect(socket, Map.of("token", "123"));

        assertThat(emitted).containsExactly("auth", Map.of("token", "123"));
    }

    @Test
    void sendsEventsBack() {
        NamespaceHandler client = new Echo().connect(socket, Map.of());
        client.onEvent("message", List.of("a", DATA), Optional.empty());

        assertThat(emitted).endsWith("message-back", "a", DATA);
    }

    @Test
    void answersThoseWhoAsk() {
        NamespaceHandler client = new Echo().connect(socket, Map.of());
        client.onEvent("message-with-ack", List.of("a", DATA), Optional.of(answered::addAll));

        assertThat(answered).containsExactly("a", DATA);
    }

    @Test
    void onlyGreetsOnCustom() {
        NamespaceHandler client = new Greeting().connect(socket, Map.of());
        client.onEvent("message", List.of("a"), Optional.of(answered::addAll));

        assertThat(emitted).containsExactly("auth", Map.of());
        assertThat(answered).isEmpty();
    }

    @Test
    void sendsBareMessagesBackAsTheyAre() {
        NamespaceHandler client = new BareEcho().connect(socket, Map.of());
        client.onEvent("message", List.of(DATA), Optional.empty());

        assertThat(emitted).containsExactly("message", DATA);
    }
}
