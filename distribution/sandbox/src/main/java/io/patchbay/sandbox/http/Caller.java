package io.patchbay.sandbox.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who asks: what a token stands for. Immutable.
 *
 * @param token itself
 * @param user id of the user
 * @param project id of the project that the token is scoped to
 * @param roles names of the roles that the user has there
 * @param auditId of the token
 * @param issued when
 * @param expires when
 */
public record Caller(
        String token,
        String user,
        Optional<String> project,
        List<String> roles,
        String auditId,
        Instant issued,
        Instant expires) {
    /** Who has no token. */
    public static final Caller NOBODY =
            new Caller("", "", Optional.empty(), List.of(), "", Instant.EPOCH, Instant.EPOCH);

    /** The project, or empty for a token that is scoped to none. */
    public String projectId() {
        return project.orElse("");
    }

    /** Copies the list. */
    public Caller {
        roles = List.copyOf(roles);
    }
}
