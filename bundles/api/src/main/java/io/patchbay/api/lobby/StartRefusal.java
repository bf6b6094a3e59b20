package io.patchbay.api.lobby;

/** Why there is no start. */
public enum StartRefusal {
    /** The key belongs to a start that asked for something else. */
    KEY_REUSED,
    /** The player has started with another key since, which took its place. */
    SUPERSEDED,
    /** As many wait as may, or their wishes are too many different ones. */
    LINE_FULL,
    /** This node does not lead, or cannot decide now. */
    NOT_READY,
    /** The player has no such start, or it is over: its time has passed, its server is gone, or its match has ended. */
    UNKNOWN
}
