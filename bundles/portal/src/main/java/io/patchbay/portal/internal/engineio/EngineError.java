package io.patchbay.portal.internal.engineio;

/** Why a request does not become, or does not belong to, an Engine.IO session; numbers and texts are those of Engine.IO. */
public enum EngineError {
    /** The query names no transport that there is. */
    TRANSPORT_UNKNOWN(400, 0, "Transport unknown"),
    /** The query names no session that there is. */
    SESSION_UNKNOWN(400, 1, "Session ID unknown"),
    /** Only GET opens a session. */
    BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
    /** Anything else that a client must not do. */
    BAD_REQUEST(400, 3, "Bad request"),
    /** The page that asks is not on the list of allowed origins. */
    FORBIDDEN(403, 4, "Forbidden"),
    /** The query names no protocol version that there is. */
    UNSUPPORTED_VERSION(400, 5, "Unsupported protocol version"),
    /** There are as many connections, or as much unfinished input, as configuration allows; or the node is going down. */
    UNAVAILABLE(503, 6, "Try again later"),
    /** The body is larger than the handshake allowed. */
    TOO_LARGE(413, 7, "Payload too large"),
    /** The body did not arrive in time. */
    TOO_SLOW(408, 8, "Payload too slow");

    private final int status;
    private final String body;

    EngineError(int status, int code, String message) {
        this.status = status;
        this.body = "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The HTTP body, JSON. */
    public String body() {
        return body;
    }
}
