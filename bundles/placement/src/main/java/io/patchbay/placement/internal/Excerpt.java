package io.patchbay.placement.internal;

import java.util.List;

/**
 * A part of what was recorded, taken in the turn and read anywhere. Immutable.
 *
 * @param views the segments that it is of, in order
 * @param from the first event of the first one that counts; 0 begins with that segment's checkpoint
 * @param wanted number of the first decision to make again
 * @param oldest number of the first of the operations
 * @param operations the decisions, as far as they are remembered
 */
record Excerpt(List<Segment.View> views, int from, long wanted, long oldest, List<Operation<?>> operations) {}
