package io.patchbay.rest.internal.owt;

import io.patchbay.api.Attributes;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks and completes the settings of rooms. No state. */
final class RoomSettings {
    private static final int MAX_BYTES = 500_000; // several changes may add up

    private RoomSettings() {}

    /**
     * The settings of a new room.
     *
     * @param path where the options stand in the body, for messages
     * @param options what its owner says; what it does not say is filled in, what is not known left out
     * @throws InvalidFieldException if a value has the wrong type or is out of range
     * @throws io.patchbay.rest.internal.http.Refusal if a view has a format that the room does not send
     */
    @SuppressWarnings("unchecked") // an object's shape makes string keys only
    static Attributes complete(String path, Map<String, Object> options) {
        Map<String, Object> settings = (Map<String, Object>) RoomShape.SETTINGS.check(path, options);
        for (Object view : (List<?>) settings.get("views")) {
            completeView((Map<String, Object>) view);
        }
        Attributes complete = new Attributes(settings);
        for (Object view : (List<?>) complete.values().get("views")) {
            checkView(new Attributes((Map<String, Object>) view), complete);
        }
        if (JsonText.bytes(json -> JsonText.value(json, complete.values())).length > MAX_BYTES) {
            throw OwtError.BAD_REQUEST.refusal("The room document is longer than " + MAX_BYTES + " bytes");
        }
        return complete;
    }

    /** The settings of a room after some were replaced as a whole. */
    static Attributes changed(Attributes settings, Map<String, Object> changes) {
        Map<String, Object> merged = new LinkedHashMap<>(settings.values());
        changes.forEach((name, value) -> {
            if (value != null) {
                merged.put(name, value);
            }
        });
        return complete("", merged);
    }

    /** OWT gives H.264 the constrained baseline profile where a view names none. */
    @SuppressWarnings("unchecked") // as above
    private static void completeView(Map<String, Object> view) {
        if (view.get("video") instanceof Map<?, ?> video
                && video.get("format") instanceof Map<?, ?> format
                && "h264".equals(format.get("codec"))) {
            ((Map<String, Object>) format).putIfAbsent("profile", "CB");
        }
    }

    private static void checkView(Attributes view, Attributes room) {
        Attributes out = room.object("mediaOut").orElse(Attributes.NONE);
        boolean audioFits = view.object("audio")
                .flatMap(audio -> audio.object("format"))
                .map(format -> offers(out.values().get("audio"), format, "codec", "sampleRate", "channelNum"))
                .orElse(true);
        boolean videoFits = view.object("video")
                .flatMap(video -> video.object("format"))
                .map(format -> offers(
                        out.object("video").orElse(Attributes.NONE).values().get("format"), format, "codec", "profile"))
                .orElse(true);
        if (!audioFits || !videoFits) {
            throw OwtError.BAD_REQUEST.refusal("MediaOut conflicts with View Setting");
        }
    }

    private static boolean offers(Object formats, Attributes wanted, String... members) {
        for (Object format : (List<?>) formats) {
            boolean equal = true;
            for (String member : members) {
                equal &= same(((Map<?, ?>) format).get(member), wanted.values().get(member));
            }
            if (equal) {
                return true;
            }
        }
        return false;
    }

    /** Numbers are equal whatever class they were read as. */
    private static boolean same(Object one, Object other) {
        if (one instanceof Number first && other instanceof Number second) {
            return first.doubleValue() == second.doubleValue();
        }
        return Objects.equals(one, other);
    }
}
