package io.patchbay.placement.internal;

import java.util.ArrayList;
import java.util.List;

/** The last decisions of one purpose. Confined to the ledger's turn. */
final class DecisionRing {
    private static final int CAPACITY = 1024;

    private DecisionRecord[] records = new DecisionRecord[0]; // most purposes never decide anything
    private long count;

    void add(DecisionRecord decision) {
        if (records.length == 0) {
            records = new DecisionRecord[CAPACITY];
        }
        records[(int) (count++ & CAPACITY - 1)] = decision;
    }

    /** The last one; there is one. */
    DecisionRecord newest() {
        return records[(int) (count - 1 & CAPACITY - 1)];
    }

    /** All that are remembered, oldest first. */
    List<DecisionRecord> oldestFirst() {
        List<DecisionRecord> remembered = new ArrayList<>();
        for (long number = Math.max(0, count - CAPACITY); number < count; number++) {
            remembered.add(records[(int) (number & CAPACITY - 1)]);
        }
        return remembered;
    }
}
