package io.patchbay.placement.internal;

import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;

/**
 * The three plug-ins that rule over one ledger.
 *
 * @param scheduler decides what becomes of a task
 * @param matcher says which workers can serve a preference
 * @param strategy chooses among those
 */
record Seats(Seat<Scheduler> scheduler, Seat<Matcher> matcher, Seat<Strategy> strategy) {}
