package io.patchbay.support.protocol;

import io.patchbay.api.Attributes;
import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** JSON objects, with their members in the order of the protocol. */
public final class JsonObjects {
    private JsonObjects() {}

    /** An object of names and values by turns. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** The members of an object that are there, of those that are named. */
    public static Map<String, Object> part(Map<?, ?> object, String... names) {
        Map<String, Object> part = new LinkedHashMap<>();
        for (String name : names) {
            if (object.containsKey(name)) {
                part.put(name, object.get(name));
            }
        }
        return part;
    }

    /** A member that is an object. */
    public static Optional<Map<?, ?>> child(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> child ? Optional.of(child) : Optional.empty();
    }

    /** A member that is text with something in it. */
    public static Optional<String> text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A JSON object that came from outside, so that its keys are strings, as attributes. */
    @SuppressWarnings("unchecked") // attributes check it
    public static Attributes attributes(Map<?, ?> object) {
        return new Attributes((Map<String, Object>) object);
    }

    /** {@code {id, user, role}}. */
    public static Map<String, Object> participant(Participant participant) {
        return object("id", participant.id(), "user", participant.user(), "role", participant.role());
    }

    /** {@code {publish: {audio, video}, subscribe: {audio, video}}}. */
    public static Map<String, Object> permission(Permission permission) {
        return object("publish", media(permission.publish()), "subscribe", media(permission.subscribe()));
    }

    private static Map<String, Object> media(Permission.Media media) {
        return object("audio", media.audio(), "video", media.video());
    }
}
