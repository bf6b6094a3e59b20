package io.patchbay.protocol.v12.internal;

import io.patchbay.api.rooms.Participant;
import io.patchbay.api.rooms.Permission;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects with their members in the order of the protocol. */
final class Json {
    private Json() {}

    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> participant(Participant participant) {
        return object("id", participant.id(), "user", participant.user(), "role", participant.role());
    }

    static Map<String, Object> permission(Permission permission) {
        return object("publish", media(permission.publish()), "subscribe", media(permission.subscribe()));
    }

    private static Map<String, Object> media(Permission.Media media) {
        return object("audio", media.audio(), "video", media.video());
    }
}
