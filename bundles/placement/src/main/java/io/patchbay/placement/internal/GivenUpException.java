package io.patchbay.placement.internal;

/** Ends the work of a thread whose plug-in call was given up: the turn is no longer its own, and its answer was given. */
final class GivenUpException extends RuntimeException {
    @SuppressWarnings("StaticAssignmentOfThrowable") // it has neither a stack trace nor anything else that changes
    static final GivenUpException INSTANCE = new GivenUpException();

    private static final long serialVersionUID = 1;

    private GivenUpException() {
        super("the plug-in call was given up", null, false, false);
    }
}
