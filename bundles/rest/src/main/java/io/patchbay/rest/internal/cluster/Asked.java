package io.patchbay.rest.internal.cluster;

import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.util.Optional;

/** What an operator asks a list for, by parameters that several lists have. No state. */
final class Asked {
    private static final int MAX_SEARCH = 100;

    private Asked() {}

    /** The text that is looked for; empty for everything. */
    static String search(Call call) {
        String text = call.query().getOrDefault("search", "");
        if (text.length() > MAX_SEARCH) {
            throw new InvalidFieldException("search", "must be at most " + MAX_SEARCH + " characters long");
        }
        return text;
    }

    /** Where the page before has ended; empty for the first. */
    static String after(Call call) {
        String after = call.query().getOrDefault("after", "");
        if (!after.isEmpty()) {
            Fields.requireIdentifier("after", after);
        }
        return after;
    }

    /** An identifier; empty if it is not asked for by one. */
    static Optional<String> identifier(Call call, String name) {
        Optional<String> value = Optional.ofNullable(call.query().get(name));
        value.ifPresent(text -> Fields.requireIdentifier(name, text));
        return value;
    }
}
