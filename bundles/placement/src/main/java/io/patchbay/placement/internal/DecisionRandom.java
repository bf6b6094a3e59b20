package io.patchbay.placement.internal;

import java.util.random.RandomGenerator;

/** SplitMix64: two instances with the same seed give the same numbers, on every Java. Confined to one decision. */
final class DecisionRandom implements RandomGenerator {
    private long state;

    DecisionRandom(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        long mixed = state += 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
