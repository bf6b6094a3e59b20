package io.patchbay.api.hotswap;

import java.time.Instant;

/**
 * One decision in which a candidate differed from the active plug-in. Texts for people, without secrets.
 *
 * @param at when it was decided
 * @param subject what about, for example {@code task t1}
 * @param active what counted, for example {@code worker-1 for 60000 ms}
 * @param candidate what the candidate answered
 */
public record Difference(Instant at, String subject, String active, String candidate) {}
