package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import io.patchbay.protocol.v10.internal.ProtocolV10;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of generated frames for each codec: every one is answered once, and no codec is at fault. The system property
 * {@code patchbay.fuzz.frames} says how many, {@code patchbay.fuzz.seed} which.
 */
class CodecFuzzTest {
    private static final int FRAMES = Integer.getInteger("patchbay.fuzz.frames", 5_000);
    private static final long SEED = Long.getLong("patchbay.fuzz.seed", 7);
    private static final List<String> EVENTS = List.of(
            "text publish unpublish subscribe unsubscribe stream-control subscription-control soac refreshReconnectionTicket"
                    .split(" "));
    private static final List<String> LEGACY_EVENTS = List.of(("customMessage publish unpublish subscribe unsubscribe"
                    + " signaling_message mix unmix getRegion setRegion mute unmute addExternalOutput updateExternalOutput"
                    + " removeExternalOutput startRecorder stopRecorder setVideoBitrate setPermission")
            .split(" "));
    private static final List<String> NAMES = List.of(("to message media tracks audio video type mid source from format"
                    + " parameters resolution width height transport id attributes data operation signaling sdp state"
                    + " streamId mixStreams region url recorderId audioCodec payload action receiver msg track targetId")
            .split(" "));
    private static final List<Object> VALUES = List.of(
            "all",
            "s-1",
            "",
            "audio",
            "video",
            "av",
            "mix",
            "set-region",
            "pause",
            "update",
            "offer",
            "erizo",
            "url",
            "rtmp://out.example/1",
            "data",
            "control",
            "audio-in-off",
            "video-out-on",
            "webrtc",
            "opus",
            0,
            -1,
            1.5,
            true,
            false,
            "x".repeat(300),
            "\u0000\ud83d\ude00");

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final Random random = new Random(SEED);

    @AfterEach
    void close() {
        world.close();
    }

    private Object value(int depth) {
        int kind = random.nextInt(10);
        if (kind == 0 || depth > 4) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        if (kind == 1) {
            return null;
        }
        if (kind <= 3) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(value(depth + 1));
            }
            return list;
        }
        if (kind <= 5) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        Map<String, Object> object = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(depth + 1));
        }
        return object;
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "1.0", "1.1", "1.2"})
    void everyFrameIsAnsweredOnce(String version) {
        world.install("legacy", new ProtocolLegacy());
        world.install("1.0", new ProtocolV10());
        world.rooms().answerMedia(MediaOutcome.DONE);
        FakeClient client = new FakeClient(world.context());
        Map<String, Object> login =
                new HashMap<>(FakeClient.loginData(world.tokens().issue("r", "ann", "presenter"), version, "3.4"));
        if (version.equals("legacy")) {
            login.remove("protocol");
        }
        client.say(0, "login", login);
        client.take();
        List<String> events = version.equals("legacy") ? LEGACY_EVENTS : EVENTS;

        for (int id = 1; id <= FRAMES; id++) {
            String event = events.get(random.nextInt(events.size()));
            Object data = value(0);
            client.say(id, event, data, random.nextBoolean() ? "rtsp://in.example/1" : value(3));
            String mine = id + " ";
            assertThat(client.take().stream().filter(line -> line.startsWith(mine)))
                    .as("%s %s, seed %d", event, data, SEED)
                    .hasSize(1);
            client.confirm();
        }

        assertThat(world.slots().faults()).isEmpty();
        assertThat(client.isGone()).isFalse();
        assertThat(world.sessions().count()).isEqualTo(1);
    }
}
