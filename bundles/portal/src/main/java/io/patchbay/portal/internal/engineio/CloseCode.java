package io.patchbay.portal.internal.engineio;

/** The WebSocket status codes (RFC 6455, 7.4) that this server closes with. */
public final class CloseCode {
    /** Nothing is wrong. */
    public static final int NORMAL = 1000;
    /** The client broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** The client sends a text that is none. */
    public static final int BAD_DATA = 1007;
    /** The client does what it may not, such as sending too much. */
    public static final int POLICY_VIOLATION = 1008;
    /** What the client sends is too large. */
    public static final int TOO_LARGE = 1009;
    /** The node goes down, or comes up again. */
    public static final int SERVICE_RESTART = 1012;
    /** The client should come back. */
    public static final int TRY_AGAIN_LATER = 1013;

    private CloseCode() {}
}
