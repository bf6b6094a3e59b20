package io.patchbay.support.protocol;

import io.patchbay.api.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams with one audio and one video part instead of tracks (owt-server, 6.5). */
public final class SplitStreams {
    private SplitStreams() {}

    /** A stream of version 1.2 in version 1.1. */
    public static Map<String, Object> withOriginals(Attributes stream) {
        Map<String, Object> converted = new LinkedHashMap<>(stream.values());
        stream.object("media").ifPresent(media -> converted.put("media", media(media)));
        return converted;
    }

    /** A stream of version 1.2 in version 1.0: its video is the first of its originals. */
    public static Map<String, Object> withFirstOriginal(Attributes stream) {
        Map<String, Object> converted = withOriginals(stream);
        JsonObjects.child(converted, "media")
                .filter(media -> media.get("video") instanceof Map)
                .ifPresent(media -> converted.put("media", flattened(media)));
        return converted;
    }

    private static Map<String, Object> flattened(Map<?, ?> media) {
        Map<String, Object> flat =
                new LinkedHashMap<>(JsonObjects.attributes(media).values());
        Map<String, Object> video = new LinkedHashMap<>(
                JsonObjects.attributes(JsonObjects.child(media, "video").orElse(Map.of()))
                        .values());
        if (video.remove("original") instanceof List<?> originals
                && !originals.isEmpty()
                && originals.get(0) instanceof Map<?, ?> first) {
            video.putAll(JsonObjects.part(first, "format", "parameters"));
        }
        flat.put("video", video);
        return flat;
    }

    private static Map<String, Object> media(Attributes media) {
        Map<String, Object> converted = new LinkedHashMap<>(media.values());
        converted.remove("tracks");
        List<Map<?, ?>> tracks = tracks(media);
        first(tracks, "audio")
                .ifPresent(track ->
                        converted.put("audio", JsonObjects.part(track, "status", "source", "format", "optional")));
        first(tracks, "video").ifPresent(track -> converted.put("video", video(track, tracks)));
        return converted;
    }

    private static Optional<Map<?, ?>> first(List<Map<?, ?>> tracks, String type) {
        for (Map<?, ?> track : tracks) {
            if (type.equals(track.get("type"))) {
                return Optional.of(track);
            }
        }
        return Optional.empty();
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
            originals.add(JsonObjects.part(first, "format", "parameters"));
        } else {
            for (Map<?, ?> track : tracks) {
                if ("video".equals(track.get("type"))
                        && first.get("mid") != null
                        && first.get("mid").equals(track.get("mid"))) {
                    Map<String, Object> original = JsonObjects.part(track, "format", "parameters");
                    original.put("simulcastRid", track.get("rid"));
                    originals.add(original);
                }
            }
        }
        Map<String, Object> video = JsonObjects.part(first, "status", "source");
        video.put("original", originals);
        video.putAll(JsonObjects.part(first, "optional"));
        return video;
    }
}
