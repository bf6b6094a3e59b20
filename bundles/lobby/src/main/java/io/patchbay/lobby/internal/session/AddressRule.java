package io.patchbay.lobby.internal.session;

import io.patchbay.api.lobby.ClientAddress;

/** Whether a token goes on being good at another address than it is bound to. Implementations are thread-safe. */
public interface AddressRule {
    /**
     * Decides; called only if the addresses differ.
     *
     * @param account whose token it is
     * @param bound where it was given out
     * @param now where it comes from
     */
    boolean admits(String account, ClientAddress bound, ClientAddress now);
}
