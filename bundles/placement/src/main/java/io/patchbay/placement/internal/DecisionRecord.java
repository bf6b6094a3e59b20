package io.patchbay.placement.internal;

import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;

/**
 * One decision.
 *
 * @param request what was asked
 * @param outcome what was answered
 * @param atMillis when, in milliseconds since the epoch
 * @param seed what the strategy's random numbers came from
 * @param by who took part
 */
record DecisionRecord(ScheduleRequest request, Scheduled outcome, long atMillis, long seed, Labels by) {}
