package io.patchbay.placement.internal;

/**
 * Who took part in a decision: name and version of each; empty of one that was not asked.
 *
 * @param scheduler who ruled
 * @param matcher who judged
 * @param strategy who chose
 */
record Labels(String scheduler, String matcher, String strategy) {
    /** Who decides where a plug-in fails. */
    static final String BUILT_IN = "built-in";

    static final Labels NOBODY = new Labels("", "", "");
    static final Labels ENGINE_RULED = new Labels(BUILT_IN, "", "");
    static final Labels ENGINE_CHOSE = new Labels(BUILT_IN, BUILT_IN, BUILT_IN);

    boolean are(String schedulerLabel, String matcherLabel, String strategyLabel) {
        return scheduler.equals(schedulerLabel) && matcher.equals(matcherLabel) && strategy.equals(strategyLabel);
    }
}
