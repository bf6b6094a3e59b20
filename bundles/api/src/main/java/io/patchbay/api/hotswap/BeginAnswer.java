package io.patchbay.api.hotswap;

/** What became of the wish to begin an experiment. */
public sealed interface BeginAnswer {
    /**
     * It runs, from the next decisions on.
     *
     * @param status with nothing counted yet
     */
    record Begun(ExperimentStatus status) implements BeginAnswer {}

    /**
     * Nothing changed.
     *
     * @param reason what a program may react to
     * @param message why, as a sentence
     */
    record Refused(Reason reason, String message) implements BeginAnswer {}

    /** Why it does not begin. */
    enum Reason {
        /** No such plug-in is installed in that version. */
        UNKNOWN_PLUGIN,
        /** It broke its contract too often, or is leaving. */
        UNFIT_PLUGIN,
        /** No engine tries plug-ins of that kind in that mode. */
        UNSUPPORTED,
        /** There are as many experiments as there may be. */
        TOO_MANY
    }
}
