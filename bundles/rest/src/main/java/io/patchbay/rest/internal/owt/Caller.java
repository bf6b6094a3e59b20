package io.patchbay.rest.internal.owt;

import java.util.Optional;

/**
 * Who signed a request.
 *
 * @param service id of the service
 * @param superService whether it is the one that may manage others
 * @param user the user that the header names, if it names user and role
 * @param role the role that the header names, if it names user and role
 */
record Caller(String service, boolean superService, Optional<String> user, Optional<String> role) {
    /** Ends the request unless the super service signed it. */
    void requireSuperService() {
        if (!superService) {
            throw OwtError.PERMISSION_DENIED.refusal();
        }
    }
}
