package io.patchbay.api.lobby;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How logins go on one node. Immutable.
 *
 * @param outcomes how many ended in which way since the lobby started, in the order in which they are to be shown: {@code granted},
 *     {@code denied}, {@code throttled}, {@code busy}, {@code failed}
 * @param waiting passwords that wait to be hashed or are, at least 0
 * @param hashMillis how long one takes lately, at least 0
 */
public record LoginStatus(Map<String, Long> outcomes, int waiting, long hashMillis) {
    /** @throws IllegalArgumentException if a number is negative */
    public LoginStatus {
        outcomes = Collections.unmodifiableMap(new LinkedHashMap<>(outcomes));
        if (waiting < 0 || hashMillis < 0 || outcomes.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException(
                    "no number may be negative: " + outcomes + ", " + waiting + " waiting, " + hashMillis + " ms");
        }
    }
}
