package io.patchbay.api.lobby;

/** Why a lobby does not do what a client with a token wants. */
public enum SessionRefusal {
    /** The token or the password is wrong, or the token was revoked: log in. */
    ACCESS_DENIED,
    /** The token is good, but not from where the client is now, or it was left alone for too long: log in. */
    LOGIN_AGAIN,
    /** The token was not used for a while, or belongs to another endpoint of the lobby: refresh it. */
    REFRESH_REQUIRED,
    /** The token was turned into another one a moment ago, from the same address: use that one, or log in. */
    REFRESHED_ALREADY
}
