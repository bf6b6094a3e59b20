package io.patchbay.dashboard.internal.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What was read of one target at one moment. Immutable.
 *
 * @param status as in HTTP
 * @param body JSON, on one line; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSameAs
record Reading(int status, byte[] body) {
    /** A newline within JSON is white space, and would end a line of the stream. */
    static Reading of(int status, String json) {
        return new Reading(
                status,
                (json.isEmpty() ? "null" : json.replace('\n', ' ').replace('\r', ' '))
                        .getBytes(StandardCharsets.UTF_8));
    }

    boolean isSameAs(Reading other) {
        return status == other.status && Arrays.equals(body, other.body);
    }
}
