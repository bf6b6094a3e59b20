package io.patchbay.api.lobby;

import io.patchbay.api.Identifier;
import io.patchbay.api.placement.ScheduleRequest;

/**
 * A start whose players are on a play server, as that was told of it when the first of them came ({@link Redemption.Redeemed}).
 *
 * @param start its id, which is the name of the task
 * @param match what the match is called
 * @param player the account that started
 * @param mode of the game
 * @param seats how many seats it has, 1 to {@value ScheduleRequest#MAX_SEATS}
 */
public record HostedStart(String start, String match, String player, String mode, int seats) {
    /** The most starts that a play server names at once. */
    public static final int MAX_NAMED = 5_000;

    /** @throws IllegalArgumentException if a name is no identifier, or the number of seats is out of range */
    public HostedStart {
        Identifier.require("start", start);
        Identifier.require("match", match);
        Identifier.require("player", player);
        Identifier.require("mode", mode);
        if (seats < 1 || seats > ScheduleRequest.MAX_SEATS) {
            throw new IllegalArgumentException(
                    "seats must be within 1 and " + ScheduleRequest.MAX_SEATS + " but was " + seats);
        }
    }
}
