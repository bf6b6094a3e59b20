package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.rest.internal.http.Call;
import java.io.IOException;

/**
 * Whether that is told which differs each time although nothing has happened ({@code ages=false} leaves it out): how long ago something was.
 * Who reads a list each second, and wants to know what has changed in it, does better without.
 */
public enum Ages {
    /** All of it. */
    TOLD,
    /** Only instants, and those that change each second only where they do not any more. */
    LEFT_OUT;

    private static final long MISSING_MILLIS = 3_000; // who reports does once a second

    /** What a query wants. */
    public static Ages of(Call call) {
        return Flag.of(call, "ages") ? TOLD : LEFT_OUT;
    }

    /** Whether they are told. */
    public boolean areTold() {
        return this == TOLD;
    }

    /** When somebody last reported who does so each second: members of an object that has been begun. */
    public void ofReport(JsonGenerator json, long silentMillis, long reportedAtMillis) throws IOException {
        if (areTold()) {
            json.writeNumberField("silentMillis", silentMillis);
        }
        if (areTold() || silentMillis >= MISSING_MILLIS) {
            json.writeNumberField("reportedAt", reportedAtMillis);
        }
    }
}
