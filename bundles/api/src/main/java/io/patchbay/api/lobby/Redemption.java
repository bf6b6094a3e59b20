package io.patchbay.api.lobby;

/** What a play server gets for a token. */
public sealed interface Redemption {
    /**
     * The client may play. The server says in its next report that it has picked up the task {@code start}, and keeps its seats
     * until it lays it down.
     *
     * @param start id of the start, which is the name of the task
     * @param match what the match is called
     * @param player the account that started
     * @param seat which of its seats it is, from 0
     * @param seats how many seats the start has
     * @param mode of the game
     */
    record Redeemed(String start, String match, String player, int seat, int seats, String mode)
            implements Redemption {}

    /**
     * The client may not.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements Redemption {}

    /** Why a token is not good. */
    enum Reason {
        /** Nobody was given it, or the match it was for is over. */
        UNKNOWN,
        /** Somebody has come with it already. */
        USED,
        /** Its time is over, and the seat is somebody else's. */
        EXPIRED,
        /** It is for another server. */
        WRONG_SERVER,
        /** This node cannot say now. */
        NOT_READY
    }
}
