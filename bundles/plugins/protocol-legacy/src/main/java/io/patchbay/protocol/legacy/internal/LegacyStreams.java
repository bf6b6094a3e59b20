package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.Attributes;
import io.patchbay.support.protocol.JsonObjects;
import io.patchbay.support.protocol.SplitStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Streams as clients of SDK 3.x know them: whether there is audio, and which video (owt-server, 6.5). */
final class LegacyStreams {
    private LegacyStreams() {}

    /** Converts a stream of version 1.2. */
    static Map<String, Object> convert(Attributes stream) {
        Map<String, Object> split = SplitStreams.withFirstOriginal(stream);
        Map<?, ?> media = JsonObjects.child(split, "media").orElse(Map.of());
        Map<?, ?> info = JsonObjects.child(split, "info").orElse(Map.of());
        boolean mixed = "mixed".equals(split.get("type"));
        Map<String, Object> converted = JsonObjects.object(
                "id",
                split.get("id"),
                "audio",
                media.get("audio") instanceof Map,
                "video",
                media.get("video") instanceof Map<?, ?> video ? video(video, info, mixed) : false,
                "socket",
                "",
                "from",
                JsonObjects.text(info, "owner").orElse(""));
        if (info.get("attributes") != null) {
            converted.put("attributes", info.get("attributes"));
        }
        if (mixed) {
            converted.put("view", JsonObjects.text(info, "label").orElse("common"));
        }
        return converted;
    }

    private static Map<String, Object> video(Map<?, ?> video, Map<?, ?> info, boolean mixed) {
        String device = mixed ? "mcu" : "screen-cast".equals(video.get("source")) ? "screen" : "camera";
        Map<String, Object> converted = JsonObjects.object("device", device);
        List<Object> resolutions = new ArrayList<>();
        JsonObjects.child(video, "parameters")
                .flatMap(parameters -> JsonObjects.child(parameters, "resolution"))
                .ifPresent(resolutions::add);
        if (!resolutions.isEmpty()) {
            converted.put("resolutions", resolutions);
        }
        if (mixed && info.get("layout") instanceof List<?> layout) {
            converted.put("layout", layout);
        }
        return converted;
    }
}
