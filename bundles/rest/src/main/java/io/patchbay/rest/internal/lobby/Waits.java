package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.Wait;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;

/** How clients are told to come back later. No state. */
final class Waits {
    private Waits() {}

    static Answer answer(Wait wait) {
        Answer answer =
                switch (wait.reason()) {
                    case BUSY -> ProblemCode.BUSY.answer(
                            "Too many passwords wait to be checked.",
                            json -> json.writeNumberField("retryAfterMillis", wait.millis()));
                    case THROTTLED -> ProblemCode.TOO_MANY_ATTEMPTS.answer(
                            "Too many attempts have failed for this account or from this address.",
                            json -> json.writeNumberField("retryAfterMillis", wait.millis()));
                };
        return answer.with("Retry-After", String.valueOf((wait.millis() + 999) / 1000));
    }
}
