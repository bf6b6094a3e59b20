package io.patchbay.portal.internal.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import io.patchbay.portal.internal.socketio.SocketEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFrameTest {
    @Test
    void readsARequest() throws Exception {
        SocketEvent event = PlainFrame.parse("{\"id\":7,\"op\":\"text\",\"data\":{\"to\":\"all\"}}");

        assertThat(event.name()).isEqualTo("text");
        assertThat(event.arguments()).isEqualTo(List.of(Map.of("to", "all")));
        assertThat(event.ackId()).hasValue(7);
    }

    @Test
    void readsARequestWithoutDataAndId() throws Exception {
        SocketEvent event = PlainFrame.parse("{\"op\":\"logout\"}");

        assertThat(event.arguments()).isEmpty();
        assertThat(event.ackId()).isEmpty();
    }

    @Test
    void tellsNoDataFromNull() throws Exception {
        assertThat(PlainFrame.parse("{\"op\":\"text\",\"data\":null}").arguments())
                .isEqualTo(Arrays.asList((Object) null));
    }

    @Test
    void takesALoginWithoutAVersionForTheNewest() throws Exception {
        assertThat(login("{\"token\":\"t\"}")).containsEntry("token", "t").containsEntry("protocol", "1.2");
        assertThat(login("{\"protocol\":\"1.0\"}")).containsEntry("protocol", "1.0");
    }

    @Test
    void hasALoginToldWhatItMissedInTheAnswerUnlessItSaysOtherwise() throws Exception {
        assertThat(login("{}")).containsEntry("reconnection", Map.of("ack", "object"));
        assertThat(login("{\"reconnection\":{\"ack\":\"string\"}}"))
                .containsEntry("reconnection", Map.of("ack", "string"));
    }

    private static Map<Object, Object> login(String data) throws MalformedPacketException {
        Object login = PlainFrame.parse("{\"op\":\"login\",\"data\":" + data + "}")
                .arguments()
                .get(0);
        return new HashMap<>((Map<?, ?>) login);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "1",
                "[]",
                "{}",
                "{\"id\":1}",
                "{\"op\":1}",
                "{\"op\":null}",
                "{\"op\":\"text\",\"more\":1}",
                "{\"op\":\"text\",\"id\":-1}",
                "{\"op\":\"text\",\"id\":1.5}",
                "{\"op\":\"text\",\"id\":\"1\"}",
                "{\"op\":\"text\",\"id\":null}",
                "{\"op\":\"text\",\"id\":9007199254740992}",
                "{\"op\":\"text\",\"id\":99999999999999999999999}"
            })
    void refusesWhatIsNoFrame(String text) {
        assertThatThrownBy(() -> PlainFrame.parse(text)).isInstanceOf(MalformedPacketException.class);
    }
}
