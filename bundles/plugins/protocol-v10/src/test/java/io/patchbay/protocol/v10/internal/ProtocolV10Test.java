package io.patchbay.protocol.v10.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import io.patchbay.api.rooms.RoomSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtocolV10Test {
    private static final Participant ANN = new Participant("a", "ann", "presenter");

    private final ProtocolV10 codec = new ProtocolV10();

    private Object video(Map<?, ?> track) {
        Attributes stream = Attributes.of("id", "s", "media", Map.of("tracks", List.of(track)));
        RoomSnapshot room = new RoomSnapshot("r", List.of("common"), List.of(ANN), List.of(stream));
        Encoded encoded = codec.encode(
                CodecState.NEW,
                new ServerMessage.LoggedIn(new LoginResult(ANN, Permission.ALL, room, Optional.empty())));
        Map<?, ?> result = (Map<?, ?>)
                ((Encoded.Wire.Ack) encoded.frames().get(0)).arguments().get(1);
        Map<?, ?> shown = (Map<?, ?>) ((List<?>) ((Map<?, ?>) result.get("room")).get("streams")).get(0);
        return ((Map<?, ?>) shown.get("media")).get("video");
    }

    @Test
    void showsTheFirstOriginalOfAVideoAlone() {
        assertThat(video(Map.of(
                        "type", "video", "source", "camera", "status", "active", "format", "f", "parameters", "p")))
                .isEqualTo(Map.of("source", "camera", "status", "active", "format", "f", "parameters", "p"));
    }

    @Test
    void outlivesAVideoOfWhichNothingIsKnown() {
        assertThat(video(Map.of("type", "video"))).isEqualTo(Map.of());
    }

    @Test
    void readsRequestsAsVersion11Does() {
        assertThat(codec.decode(CodecState.NEW, new ClientFrame("publish", Optional.of(Map.of()), true)))
                .isEqualTo(new Decoded.Malformed("request should have required property 'media' \"media\""));
    }
}
