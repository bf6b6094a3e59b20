package io.patchbay.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How Nova and Cinder say no: one member, whose name goes by the status. No state. */
public final class Faults {
    private Faults() {}

    /** What a refusal looks like. */
    public static Answer of(RefusalException refused) {
        ObjectNode fault = Json.object("code", refused.status(), "message", refused.getMessage());
        if (refused.status() == 413 || refused.status() == 429) {
            fault.put("retryAfter", "0");
        }
        return Answer.of(refused.status(), Json.object(kind(refused.status()), fault));
    }

    private static String kind(int status) {
        return switch (status) {
            case 400 -> "badRequest";
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "itemNotFound";
            case 405 -> "badMethod";
            case 409 -> "conflictingRequest";
            case 413, 429 -> "overLimit";
            case 415 -> "badMediaType";
            case 501 -> "notImplemented";
            case 503 -> "serviceUnavailable";
            default -> "computeFault";
        };
    }
}
