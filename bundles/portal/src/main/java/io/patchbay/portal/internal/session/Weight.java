package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much memory what waits for a client takes, more or less: strings by their length, everything else by a flat sum. */
final class Weight {
    private static final int FLAT = 256; // a notification with its ids
    private static final int VALUE = 16;

    private Weight() {}

    static int of(Notification notification) {
        if (notification instanceof Notification.TextReceived text) {
            return FLAT + ofValue(text.message());
        }
        if (notification instanceof Notification.StreamAdded added) {
            return FLAT + ofValue(added.stream());
        }
        if (notification instanceof Notification.StreamUpdated updated) {
            return FLAT + ofValue(updated.value());
        }
        if (notification instanceof Notification.Progress progress) {
            return FLAT + ofValue(progress.data());
        }
        if (notification instanceof Notification.RoomRefreshed refreshed) {
            return FLAT
                    + ofValue(refreshed.room().streams())
                    + FLAT * refreshed.room().participants().size();
        }
        return FLAT;
    }

    static int of(List<Encoded.Wire> spoken) {
        int sum = FLAT;
        for (Encoded.Wire frame : spoken) {
            if (frame instanceof Encoded.Wire.Event event) {
                sum += ofValue(event.arguments());
            }
        }
        return sum;
    }

    private static int ofValue(Object value) {
        int sum = VALUE;
        if (value instanceof String text) {
            sum += text.length();
        } else if (value instanceof Optional<?> maybe) {
            sum = maybe.map(Weight::ofValue).orElse(0);
        } else if (value instanceof Attributes attributes) {
            sum += ofValue(attributes.values());
        } else if (value instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> member : object.entrySet()) {
                sum += ofValue(member.getKey()) + ofValue(member.getValue());
            }
        } else if (value instanceof List<?> array) {
            for (Object element : array) {
                sum += ofValue(element);
            }
        }
        return sum;
    }
}
