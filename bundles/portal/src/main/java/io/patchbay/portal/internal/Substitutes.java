package io.patchbay.portal.internal;

/** Has threads in the place of those that are caught in a plug-in. Thread-safe. */
public interface Substitutes {
    /** For threads that nobody else needs. */
    Substitutes NONE = new Substitutes() {
        @Override
        public void caught() {
            // nobody waits for it
        }

        @Override
        public void back() {
            // nobody has waited for it
        }
    };

    /** A thread of the server is caught. */
    void caught();

    /** It has come back. */
    void back();
}
