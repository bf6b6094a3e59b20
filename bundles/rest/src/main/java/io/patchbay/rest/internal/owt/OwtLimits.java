package io.patchbay.rest.internal.owt;

/** The rules of the OWT paths as they are configured now. */
public interface OwtLimits {
    /** How far the time of a signed request may be off; 0 for any. */
    long mauthFreshnessMillis();

    /** How many signed requests of one service are remembered. */
    int mauthReplayEntries();

    /** How long a token lives, and its portal stays reserved. */
    long tokenLifeMillis();
}
