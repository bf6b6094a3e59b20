package io.patchbay.api.lobby;

/** What became of the wish to give a start up. */
public enum CancelOutcome {
    /** The place or the seats are free. */
    DONE,
    /** Somebody has come to play already: to leave is the play server's affair. */
    PLAYING,
    /** The player has no such start. */
    UNKNOWN
}
