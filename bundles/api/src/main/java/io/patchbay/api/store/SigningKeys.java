package io.patchbay.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs with keys that are stored once per installation, so that what one process signed another can verify. Thread-safe; does
 * not block once the store is open.
 */
@ProviderType
public interface SigningKeys {
    /** What is signed: each has a key of its own. */
    enum Use {
        /** Tokens that the HTTP API issues. */
        TOKEN,
        /** Tickets by which a client resumes its session. */
        TICKET
    }

    /**
     * Signs a text.
     *
     * @return base64 of the lower-case hex digits of its HMAC-SHA256 under the key's text (owt-server 1.5), 88 characters
     */
    String sign(Use use, String text);

    /** Whether the signature is the text's; takes the same time whatever differs. */
    boolean verify(Use use, String text, String signature);
}
