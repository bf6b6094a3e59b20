package io.patchbay.lobby.internal.observe;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/**
 * A spectator who wants to see a match. Immutable.
 *
 * @param match what its server calls it
 * @param asker its player, and what that wants to see
 * @param seat its task in the ledger: the same for each repetition, so that the ledger alone tells which seat it has
 * @param untilMillis until when it waits for an observer that has to be started
 * @param promise of its answer
 */
record Wish(String match, String asker, String seat, long untilMillis, CompletableFuture<ObserverAnswer> promise) {
    private static final String MATCH = "match";
    private static final int SEAT_DIGITS = 32;

    static Wish of(
            String player, String match, String key, long untilMillis, CompletableFuture<ObserverAnswer> promise) {
        String asker = player + "\n" + match;
        return new Wish(match, asker, "o-" + digest(asker + "\n" + key), untilMillis, promise);
    }

    ScheduleRequest ask(long reserveMillis) {
        return new ScheduleRequest(Observers.PURPOSE, seat, Preference.of(Attributes.of(MATCH, match)), reserveMillis);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, SEAT_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
