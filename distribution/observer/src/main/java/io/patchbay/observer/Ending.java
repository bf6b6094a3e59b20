package io.patchbay.observer;

/** Why an observer ends, and what its spectators are told. */
enum Ending {
    MATCH_OVER(1000, "the match is over"),
    SOURCE_GONE(4002, "the play server is gone"),
    TIME_OVER(4003, "the time of this observer is over"),
    PARENT_GONE(1001, "the node that it was started from is gone"),
    STOPPED(1001, "it was told to stop");

    private final int code;
    private final String reason;

    Ending(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** Of the WebSocket's close. */
    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
