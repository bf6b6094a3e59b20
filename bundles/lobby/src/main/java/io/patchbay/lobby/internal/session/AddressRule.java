package io.patchbay.lobby.internal.session;

import io.patchbay.api.lobby.ClientAddress;
import java.util.concurrent.CompletionStage;

/** Whether a token goes on being good at another address than it is bound to. Implementations are thread-safe. */
public interface AddressRule {
    /** What was decided. */
    enum Ruling {
        /** The token is good there. */
        ADMITTED,
        /** It is not. */
        REFUSED,
        /** Nobody decides at the moment; somebody may soon: {@link AddressRule#arrival}. */
        ABSENT
    }

    /**
     * Decides; called only if the addresses differ.
     *
     * @param account whose token it is
     * @param bound where it was given out
     * @param now where it comes from
     */
    Ruling rule(String account, ClientAddress bound, ClientAddress now);

    /** Completes, on a thread of somebody else's, when somebody decides again, or after some seconds in which nobody did. */
    CompletionStage<Void> arrival();
}
