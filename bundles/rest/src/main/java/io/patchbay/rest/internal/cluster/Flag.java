package io.patchbay.rest.internal.cluster;

import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;

/** A part of an answer that a query can do without. No state. */
final class Flag {
    private Flag() {}

    /** Whether the part is wanted, which it is where nothing is said. */
    static boolean of(Call call, String part) {
        String wanted = call.query().getOrDefault(part, "true");
        if (!wanted.equals("true") && !wanted.equals("false")) {
            throw new InvalidFieldException(part, "must be true or false");
        }
        return wanted.equals("true");
    }
}
