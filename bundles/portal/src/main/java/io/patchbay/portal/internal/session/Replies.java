package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.Outcome;
import java.util.Optional;

/** What a client is told of the room's answer to its request. No state. */
final class Replies {
    private Replies() {}

    /** What came of a request about media. */
    static ServerMessage to(ClientRequest.Media request, MediaOutcome outcome) {
        return outcome instanceof MediaOutcome.Done done
                ? new ServerMessage.Succeeded(request, done.data())
                : new ServerMessage.Failed(Optional.of(request), ((MediaOutcome.Failed) outcome).reason());
    }

    /** What came of another request, if the room answered in time. */
    static ServerMessage to(ClientRequest request, Answer<Outcome> answer, String operation) {
        if (answer.value().isPresent()) {
            return answer.value().get() instanceof Outcome.Failed failed
                    ? new ServerMessage.Failed(failed.reason())
                    : new ServerMessage.Succeeded(request, Optional.empty());
        }
        return new ServerMessage.Failed(answer.trouble(operation));
    }
}
