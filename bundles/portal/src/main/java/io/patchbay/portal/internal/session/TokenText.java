package io.patchbay.portal.internal.session;

import io.patchbay.api.store.SigningKeys;
import java.util.Map;
import java.util.Optional;

/**
 * A token as a client presents it, checked against its signature.
 *
 * @param id of the token
 */
record TokenText(String id) {
    /** What the text does not say, it is signed as saying (owt-server, 1.5). */
    private static final String ABSENT = "undefined";

    /** Says why there is no token. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String reason) {
            super(reason);
        }
    }

    static TokenText read(String base64, SigningKeys keys) throws RefusedException {
        Map<?, ?> token = Base64Json.read(base64).orElseThrow(() -> new RefusedException("Malformed token"));
        Optional<String> id = text(token, "tokenId");
        Optional<String> host = text(token, "host");
        Optional<String> signature = text(token, "signature");
        if (id.isEmpty() || host.isEmpty() || signature.isEmpty()) {
            throw new RefusedException("Invalid token signature");
        }
        String signed = id.get() + "," + host.get() + ","
                + text(token, "webTransportUrl").orElse(ABSENT);
        if (!keys.verify(SigningKeys.Use.TOKEN, signed, signature.get())) {
            throw new RefusedException("Invalid token signature");
        }
        return new TokenText(id.get());
    }

    private static Optional<String> text(Map<?, ?> token, String key) {
        return token.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Without the id, so that it can be logged. */
    @Override
    public String toString() {
        return "TokenText";
    }
}
