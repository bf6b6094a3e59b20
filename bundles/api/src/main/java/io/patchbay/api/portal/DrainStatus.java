package io.patchbay.api.portal;

/**
 * How far a drain is.
 *
 * @param state what the portal does
 * @param atBegin how many sessions there were when it began; 0 while it serves
 * @param connected how many clients have a connection now
 * @param waiting how many sessions wait for their clients to come back
 * @param leftMillis how long until the deadline; 0 once it has passed, and while it serves
 */
public record DrainStatus(State state, int atBegin, int connected, int waiting, long leftMillis) {
    /** What a portal does. */
    public enum State {
        /** It takes clients. */
        SERVING,
        /** The placement gives it no more clients; those who are here may stay until the deadline. */
        DRAINING,
        /** Nobody is connected any more: the node can be stopped. */
        DRAINED
    }
}
