package io.patchbay.portal.internal.session;

import java.util.Map;
import java.util.Optional;

/**
 * What a client says when it logs in.
 *
 * @param token as the HTTP API issued it, base64
 * @param sdkVersion version of the client's library
 * @param protocol the protocol version it names; empty for the generation that names none
 * @param objectAck whether it wants what it missed in the acknowledgement when it resumes
 */
record LoginRequest(String token, String sdkVersion, Optional<String> protocol, boolean objectAck) {
    /** Reads the data of a {@code login}; empty if the client does not say what it is (owt-server, 6.4). */
    static Optional<LoginRequest> read(Optional<Object> data) {
        Map<?, ?> login = object(data.orElse(Map.of()));
        Map<?, ?> sdk = object(object(login.get("userAgent")).get("sdk"));
        Optional<String> version = text(sdk.get("version"));
        if (text(sdk.get("type")).isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        Object named = login.get("protocol");
        Optional<String> protocol = named == null ? Optional.empty() : Optional.of(named.toString());
        boolean objectAck = "object".equals(object(login.get("reconnection")).get("ack"));
        return Optional.of(new LoginRequest(text(login.get("token")).orElse(""), version.get(), protocol, objectAck));
    }

    private static Map<?, ?> object(Object value) {
        return value instanceof Map<?, ?> object ? object : Map.of();
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** Without the token, so that it can be logged. */
    @Override
    public String toString() {
        return "LoginRequest[protocol=" + protocol + ", sdkVersion=" + sdkVersion + "]";
    }
}
