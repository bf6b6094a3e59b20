package io.patchbay.authoring;

/** Where it is printed what has become of each check. Called on one thread. */
interface Findings {
    /** What the next checks are about. */
    void about(String subject);

    void held(String check);

    /**
     * What does not hold.
     *
     * @param why one line or several
     */
    void failed(String check, String why);

    void notTried(String check);

    /** Something that helps, and is no check. */
    void note(String line);

    /** How many there were of each. */
    void sum(int held, int failed, int notTried);
}
