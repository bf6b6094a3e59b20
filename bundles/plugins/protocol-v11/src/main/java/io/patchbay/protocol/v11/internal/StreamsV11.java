package io.patchbay.protocol.v11.internal;

import io.patchbay.api.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Streams in the form of version 1.1: one audio and one video part instead of tracks (owt-server, 6.5). */
final class StreamsV11 {
    private StreamsV11() {}

    /** Converts a stream of version 1.2. */
    static Map<String, Object> convert(Attributes stream) {
        Map<String, Object> converted = new LinkedHashMap<>(stream.values());
        stream.object("media").ifPresent(media -> converted.put("media", media(media)));
        return converted;
    }

    private static Map<String, Object> media(Attributes media) {
        Map<String, Object> converted = new LinkedHashMap<>(media.values());
        converted.remove("tracks");
        List<Map<?, ?>> tracks = tracks(media);
        tracks.stream()
                .filter(track -> "audio".equals(track.get("type")))
                .findFirst()
                .ifPresent(track -> converted.put("audio", part(track, "status", "source", "format", "optional")));
        tracks.stream()
                .filter(track -> "video".equals(track.get("type")))
                .findFirst()
                .ifPresent(track -> converted.put("video", video(track, tracks)));
        return converted;
    }

    private static List<Map<?, ?>> tracks(Attributes media) {
        List<Map<?, ?>> tracks = new ArrayList<>();
        if (media.values().get("tracks") instanceof List<?> list) {
            for (Object track : list) {
                if (track instanceof Map<?, ?> object) {
                    tracks.add(object);
                }
            }
        }
        return tracks;
    }

    /** With simulcast, all tracks of the first one's mid are its originals. */
    private static Map<String, Object> video(Map<?, ?> first, List<Map<?, ?>> tracks) {
        List<Object> originals = new ArrayList<>();
        if (first.get("rid") == null) {
            originals.add(part(first, "format", "parameters"));
        } else {
            for (Map<?, ?> track : tracks) {
                if ("video".equals(track.get("type"))
                        && first.get("mid") != null
                        && first.get("mid").equals(track.get("mid"))) {
                    Map<String, Object> original = part(track, "format", "parameters");
                    original.put("simulcastRid", track.get("rid"));
                    originals.add(original);
                }
            }
        }
        Map<String, Object> video = part(first, "status", "source");
        video.put("original", originals);
        video.putAll(part(first, "optional"));
        return video;
    }

    private static Map<String, Object> part(Map<?, ?> track, String... names) {
        Map<String, Object> part = new LinkedHashMap<>();
        for (String name : names) {
            if (track.containsKey(name)) {
                part.put(name, track.get(name));
            }
        }
        return part;
    }
}
