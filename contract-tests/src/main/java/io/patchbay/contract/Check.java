package io.patchbay.contract;

/**
 * One thing that a plug-in must hold to.
 *
 * @param name what a good plug-in does, for example {@code gives the same answer to the same question}
 * @param body looks whether it does
 */
public record Check(String name, Body body) {
    /** Looks at a plug-in. */
    @FunctionalInterface
    public interface Body {
        /**
         * Looks at it.
         *
         * @throws BrokenContract if it does not hold; the message says what it did
         */
        void run() throws InterruptedException;
    }
}
