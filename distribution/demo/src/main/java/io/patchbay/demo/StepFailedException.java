package io.patchbay.demo;

/** What a step saw from outside is not what had to be seen. */
final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param seen what was seen instead, in one line */
    StepFailedException(String seen) {
        super(seen);
    }
}
