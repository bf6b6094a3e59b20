package io.patchbay.rest.internal.lobby;

import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.InvalidFieldException;

/** What the lobby's handlers have in common. No state. */
final class Queries {
    private static final int SHOWN = 60;

    private Queries() {}

    /** A whole number of the query. */
    static int number(Call call, String name, int otherwise, int least, int most) {
        String text = call.query().get(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new InvalidFieldException(name, "must be a number from " + least + " to " + most);
        }
        return number;
    }

    /** A text of the client's, as it may stand in an answer. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** The engine that would answer is not there. */
    static Refusal starting() {
        return ProblemCode.STARTING.refusal("The lobby of this node is starting, or being replaced.");
    }
}
