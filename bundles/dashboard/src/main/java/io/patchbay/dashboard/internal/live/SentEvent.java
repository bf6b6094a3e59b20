package io.patchbay.dashboard.internal.live;

import java.nio.charset.StandardCharsets;

/** One Server-Sent Event as it goes over the line. No state. */
final class SentEvent {
    private SentEvent() {}

    /**
     * Its bytes.
     *
     * @param event how browsers dispatch it
     * @param json its data, on one line
     */
    static byte[] of(String event, String json) {
        return ("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
