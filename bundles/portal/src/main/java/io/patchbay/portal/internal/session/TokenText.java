package io.patchbay.portal.internal.session;

import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Token;
import java.util.Map;
import java.util.Optional;

/**
 * A token as a client presents it, checked against its signature.
 *
 * @param id of the token
 * @param secure whether it says that clients speak TLS, which is not signed; empty if it does not say
 */
record TokenText(String id, Optional<Boolean> secure) {
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
        boolean odd =
                !isAbsentOr(Boolean.class, token, "secure") || !isAbsentOr(String.class, token, "webTransportUrl");
        if (odd || id.isEmpty() || host.isEmpty() || signature.isEmpty()) {
            throw new RefusedException("Invalid token signature");
        }
        String signed = id.get() + "," + host.get() + ","
                + text(token, "webTransportUrl").orElse(ABSENT);
        if (!keys.verify(SigningKeys.Use.TOKEN, signed, signature.get())) {
            throw new RefusedException("Invalid token signature");
        }
        return new TokenText(
                id.get(), token.get("secure") instanceof Boolean secure ? Optional.of(secure) : Optional.empty());
    }

    /** What is of another type would pass for absent here and for something else with the client. */
    private static boolean isAbsentOr(Class<?> type, Map<?, ?> token, String key) {
        return token.get(key) == null || type.isInstance(token.get(key));
    }

    private static Optional<String> text(Map<?, ?> token, String key) {
        return token.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Whether it says what is stored of the token, as far as that is not signed. */
    boolean agreesWith(Token token) {
        return secure.orElse(token.secure()) == token.secure();
    }

    /** Without the id, so that it can be logged. */
    @Override
    public String toString() {
        return "TokenText";
    }
}
