package io.patchbay.rest.internal.cluster;

import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;

/** How many of something an operator wants to see at most. No state. */
final class Limit {
    private static final int USUAL = 200;
    private static final int MOST = 10_000;

    private Limit() {}

    /** From the query, or {@value #USUAL}; up to {@value #MOST}. */
    static int of(Call call) {
        return of(call, USUAL, MOST);
    }

    static int of(Call call, int usual, int most) {
        String text = call.query().get("limit");
        if (text == null) {
            return usual;
        }
        int limit = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            throw new InvalidFieldException("limit", "must be a number from 1 to " + most);
        }
        return limit;
    }
}
