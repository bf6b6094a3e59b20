package io.patchbay.rest.internal.owt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a room gets that says nothing of roles and media (owt-server 1.4). No state. */
final class RoomDefaults {
    static final List<Object> ROLES = List.of(
            role("presenter", true, true, true, true),
            role("viewer", false, false, true, true),
            role("audio_only_presenter", true, false, true, false),
            role("video_only_viewer", false, false, false, true),
            role("sip", true, true, true, true));

    static final Map<String, Object> MEDIA_IN =
            members("audio", audioWith(codec("aac")), "video", List.of(codec("h264"), codec("vp8"), codec("vp9")));

    static final Map<String, Object> MEDIA_OUT = members(
            "audio",
            audioWith(members("codec", "aac", "sampleRate", 48_000, "channelNum", 2)),
            "video",
            members(
                    "format",
                    List.of(
                            codec("vp8"),
                            members("codec", "h264", "profile", "CB"),
                            members("codec", "h264", "profile", "B"),
                            codec("vp9")),
                    "parameters",
                    members(
                            "resolution",
                            List.of(
                                    "x3/4", "x2/3", "x1/2", "x1/3", "x1/4", "hd1080p", "hd720p", "svga", "vga", "qvga",
                                    "cif"),
                            "framerate",
                            List.of(6, 12, 15, 24, 30, 48, 60),
                            "bitrate",
                            List.of("x0.8", "x0.6", "x0.4", "x0.2"),
                            "keyFrameInterval",
                            List.of(100, 30, 5, 2, 1))));

    private RoomDefaults() {}

    private static List<Object> audioWith(Map<String, Object> aac) {
        return List.of(
                members("codec", "opus", "sampleRate", 48_000, "channelNum", 2),
                members("codec", "isac", "sampleRate", 16_000),
                members("codec", "isac", "sampleRate", 32_000),
                members("codec", "g722", "sampleRate", 16_000, "channelNum", 1),
                codec("pcma"),
                codec("pcmu"),
                aac,
                codec("ac3"),
                codec("nellymoser"),
                codec("ilbc"));
    }

    private static Map<String, Object> role(
            String name, boolean sendsAudio, boolean sendsVideo, boolean getsAudio, boolean getsVideo) {
        return members(
                "role",
                name,
                "publish",
                members("audio", sendsAudio, "video", sendsVideo),
                "subscribe",
                members("audio", getsAudio, "video", getsVideo));
    }

    private static Map<String, Object> codec(String name) {
        return Map.of("codec", name);
    }

    /** An object whose members keep their order. */
    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
