package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import java.time.Instant;

/**
 * Somebody who may log in to the lobby.
 *
 * @param id what the player is known by: an {@link Identifier} of at most {@value #MAX_ID_LENGTH} characters, in lower case
 * @param enabled whether logging in is possible; sessions of an account that is disabled end at once
 * @param createdAt when it was signed up, by the node's clock
 */
public record Account(String id, boolean enabled, Instant createdAt) {
    /** The longest id, in characters. */
    public static final int MAX_ID_LENGTH = 64;

    /** @throws IllegalArgumentException if the id is none, too long, or not in lower case */
    public Account {
        Identifier.require("account", id);
        if (id.length() > MAX_ID_LENGTH || id.chars().anyMatch(Character::isUpperCase)) {
            throw new IllegalArgumentException(
                    "account must be at most " + MAX_ID_LENGTH + " characters in lower case but was " + id);
        }
    }
}
