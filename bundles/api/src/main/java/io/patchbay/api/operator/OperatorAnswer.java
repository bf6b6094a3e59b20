package io.patchbay.api.operator;

import java.net.URI;
import java.util.Optional;

/**
 * What a node answers.
 *
 * @param status as in HTTP; 307 where another node leads and has to be asked
 * @param body JSON: what was asked for, or problem details with a {@code detail} for people; empty if there is nothing to say
 * @param elsewhere whom to ask instead, with status 307
 */
public record OperatorAnswer(int status, String body, Optional<URI> elsewhere) {
    /** Whether it was done. */
    public boolean isGood() {
        return status / 100 == 2;
    }
}
