package io.patchbay.console.internal.webconsole;

import io.patchbay.support.RandomIds;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a form carries so that only our own pages can send it: the browser adds the password to a form of any site, but no other site
 * can read this. Lives as long as the component that makes it. Immutable.
 */
final class FormProof {
    /** The field's name. */
    static final String FIELD = "proof";

    private final String secret = RandomIds.hex(16);

    /** The field, to be put into every form. */
    void writeTo(Html html) {
        html.hidden(FIELD, secret);
    }

    /** Whether a form is from one of our pages. */
    boolean isIn(HttpServletRequest request) {
        String given = Optional.ofNullable(request.getParameter(FIELD)).orElse("");
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
