package io.patchbay.api.lobby;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides whether a client that is logged in to the lobby stays so when its address changes.
 *
 * <p>Register it as a service with the property {@value #NAME}; the lobby asks the one that its configuration names. Called on the lobby's
 * threads, several at once, and only if the addresses differ: implementations are thread-safe and never block. One that throws is taken to
 * have said no.
 */
@ConsumerType
public interface LoginPolicy {
    /** Service property: the name by which configuration asks for this policy. */
    String NAME = "patchbay.name";

    /**
     * Decides.
     *
     * @param account whose token it is
     * @param bound the address at which the token was given out
     * @param now the address that it comes from, another one
     * @return whether the token is good there; if not, the client is told {@link SessionRefusal#LOGIN_AGAIN}
     */
    boolean admits(String account, ClientAddress bound, ClientAddress now);
}
