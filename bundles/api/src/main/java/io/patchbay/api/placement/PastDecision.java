package io.patchbay.api.placement;

/**
 * A request that was decided.
 *
 * @param number the how-manieth decision of its purpose since this node began, from 0
 * @param atMillis when, in milliseconds since the epoch
 * @param request what was asked
 * @param kept whether the task had its worker already
 * @param outcome what was answered
 * @param scheduler who ruled, as {@code name version}; {@code built-in} where a plug-in failed
 * @param matcher who judged; empty if nobody was asked
 * @param strategy who chose; empty if nobody was asked
 */
public record PastDecision(
        long number,
        long atMillis,
        ScheduleRequest request,
        boolean kept,
        Scheduled outcome,
        String scheduler,
        String matcher,
        String strategy) {}
