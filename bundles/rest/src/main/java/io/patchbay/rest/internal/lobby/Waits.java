package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.Wait;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;

/** How clients are told to come back later. No state. */
final class Waits {
    private Waits() {}

    static Answer answer(Wait wait) {
        return answer(wait, "Too many attempts have failed for this account or from this address.");
    }

    /** @param throttled what to say to who asks too often */
    static Answer answer(Wait wait, String throttled) {
        Answer answer =
                switch (wait.reason()) {
                    case BUSY -> ProblemCode.BUSY.answer(
                            "Too many passwords wait to be checked.",
                            json -> json.writeNumberField("retryAfterMillis", wait.millis()));
                    case THROTTLED -> ProblemCode.TOO_MANY_ATTEMPTS.answer(
                            throttled, json -> json.writeNumberField("retryAfterMillis", wait.millis()));
                };
        return answer.with("Retry-After", String.valueOf((wait.millis() + 999) / 1000));
    }
}
