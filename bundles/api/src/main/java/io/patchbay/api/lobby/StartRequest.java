package io.patchbay.api.lobby;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.placement.ScheduleRequest;
import java.util.Objects;
import java.util.Optional;

/**
 * What a player asks for.
 *
 * @param key tells repetitions from new requests: 1 to {@value #MAX_KEY_LENGTH} characters
 * @param mode of the game, an identifier: only servers of that mode are considered
 * @param preference what the matcher of purpose {@code play} reads beside the mode, for example {@code {"region":"north"}}
 * @param seats how many players come together, 1 to 64: all on one server or none
 * @param unreachable an earlier start of the player whose server could not be reached: if it has seats for which nobody has come, it
 *     ends, and its server, if it is silent, is given no other start before it reports; else it changes nothing
 */
public record StartRequest(String key, String mode, Attributes preference, int seats, Optional<String> unreachable) {
    /** The longest key, in characters. */
    public static final int MAX_KEY_LENGTH = 128;

    /** @throws IllegalArgumentException if the key, the mode or the number of seats is out of range */
    public StartRequest {
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(unreachable, "unreachable");
        Identifier.require("mode", mode);
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("key must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        if (seats < 1 || seats > ScheduleRequest.MAX_SEATS) {
            throw new IllegalArgumentException(
                    "seats must be within 1 and " + ScheduleRequest.MAX_SEATS + " but was " + seats);
        }
    }

    /** A request of a player who could reach whatever server there was. */
    public StartRequest(String key, String mode, Attributes preference, int seats) {
        this(key, mode, preference, seats, Optional.empty());
    }

    /** Whether it asks for the same, whatever the key. */
    public boolean asksTheSameAs(StartRequest other) {
        return mode.equals(other.mode) && seats == other.seats && preference.equals(other.preference);
    }
}
