package io.patchbay.contract;

/** A plug-in does what its contract forbids. An assertion, so that JUnit shows it as a failure of the plug-in. */
public class BrokenContract extends AssertionError {
    private static final long serialVersionUID = 1;

    /** @param message what it did, in words for its author */
    public BrokenContract(String message) {
        super(message);
    }

    /** A call of it did not return: it would be called in vain from now on. */
    public static final class Overrun extends BrokenContract {
        private static final long serialVersionUID = 1;

        /** @param message which call, and how long it was waited for */
        public Overrun(String message) {
            super(message);
        }
    }
}
