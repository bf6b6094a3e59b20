package io.patchbay.sandbox.http;

/** What becomes of that which a request begins. */
public enum Fate {
    /** It ends as it should. */
    USUAL,
    /** It ends in an error. */
    FAILS,
    /** It never ends. */
    STICKS
}
