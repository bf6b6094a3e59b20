package io.patchbay.benchmarks.hotswap.misdeeds;

/** What a bad plug-in does to those who use it, or how its jar is spoilt. */
public enum Misdeed {
    /** In every call. */
    THROWS(Effect.FAULTY, "on purpose", "threw"),
    /** For five seconds in every call, interrupted or not. */
    SLEEPS(Effect.FAULTY, "gave no answer within|still busy|took too long|does not come back", "too_slow|stuck"),
    /** In every call. */
    ANSWERS_NULL(Effect.FAULTY, "null", "bad_answer|threw"),
    /** With a worker that it was not offered. */
    ANSWERS_WITH_A_STRANGER(Effect.FAULTY, "no candidate", "bad_answer"),
    /** And looks at it in the next call. */
    KEEPS_ITS_VIEW(Effect.FAULTY, "the decision is over", "threw"),
    /** From a bundle of another name, and of a lower version. */
    CLAIMS_A_TAKEN_NAME(Effect.STANDBY, "", "name_claimed_twice"),
    /** It imports a package that nobody has. */
    DOES_NOT_RESOLVE(Effect.REFUSED, "does not resolve: missing .*com\\.example\\.nowhere", "unresolved"),
    /** As after a copy that broke off. */
    IS_TRUNCATED(Effect.REFUSED, "not a jar: truncated", "not_a_jar"),
    /** But a text. */
    IS_NO_JAR(Effect.REFUSED, "not a jar", "not_a_jar"),
    /** When it is made; in all else it is good. */
    LEAKS_A_THREAD(Effect.REPORTED, "left threads running.*" + Mischief.LEAKED, "threads_left"),
    /** From any call, interrupted or not. */
    NEVER_RETURNS(Effect.FAULTY, "gave no answer within|still busy|took too long|does not come back", "too_slow|stuck");

    /** What becomes of it. */
    public enum Effect {
        /** It serves, breaks its contract too often, and another serves again. */
        FAULTY,
        /** It serves, and when it is removed the node tells what it has left behind. */
        REPORTED,
        /** It is not asked. */
        STANDBY,
        /** It is not installed. */
        REFUSED
    }

    private final Effect effect;
    private final String reason;
    private final String word;

    Misdeed(Effect effect, String reason, String word) {
        this.effect = effect;
        this.reason = reason;
        this.word = word;
    }

    public Effect effect() {
        return effect;
    }

    /** A regular expression for a part of what the node says about it. */
    public String reason() {
        return reason;
    }

    /** A regular expression for the word by which metrics tell it. */
    public String word() {
        return word;
    }

    /** Whether a thread that nobody can end keeps its classes in memory. */
    public boolean staysInMemory() {
        return this == LEAKS_A_THREAD || this == NEVER_RETURNS;
    }
}
