package io.patchbay.api.recovery;

/** How a job went. */
public enum JobResult {
    /** Every goal was reached; of a drill: within its objective. */
    SUCCESS,
    /** Some goals were reached; never of a drill. */
    PARTIAL_SUCCESS,
    /** No goal was reached, or a drill did not hold its objective. */
    FAILED,
    /** An operator canceled it. */
    CANCELED,
    /** It was never begun: it had waited for longer than drills may. */
    WAITED_TOO_LONG,
    /** A real job of the same group took its place. */
    SUPERSEDED
}
