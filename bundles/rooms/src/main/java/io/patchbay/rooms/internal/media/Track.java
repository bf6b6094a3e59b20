package io.patchbay.rooms.internal.media;

import io.patchbay.api.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One track of a description. Immutable.
 *
 * @param values its members
 */
record Track(Map<String, Object> values) {
    /** The tracks in a description; none if it has no media. */
    @SuppressWarnings("unchecked") // attributes let only string keys in
    static List<Track> in(Attributes description) {
        List<Track> tracks = new ArrayList<>();
        if (description.object("media").orElse(Attributes.NONE).values().get("tracks") instanceof List<?> list) {
            for (Object track : list) {
                if (track instanceof Map<?, ?> object) {
                    tracks.add(new Track((Map<String, Object>) object));
                }
            }
        }
        return tracks;
    }

    boolean isOf(String type) {
        return type.equals(values.get("type"));
    }

    String type() {
        return String.valueOf(values.get("type"));
    }

    /** The stream or track that it is to come from. */
    Optional<String> from() {
        return values.get("from") instanceof String from ? Optional.of(from) : Optional.empty();
    }

    /** As it is in a stream. */
    Map<String, Object> published(String id, String status) {
        Map<String, Object> published = new LinkedHashMap<>();
        published.put("id", id);
        published.putAll(values);
        published.put("status", status);
        return published;
    }
}
