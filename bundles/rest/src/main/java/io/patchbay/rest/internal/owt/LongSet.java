package io.patchbay.rest.internal.owt;

/** A set of numbers in sixteen bytes each: open addressing, at most half full. Confined to whoever holds its owner's lock. */
final class LongSet {
    private long[] slots = new long[16];
    private int size;

    int size() {
        return size;
    }

    boolean contains(long number) {
        long value = shown(number);
        for (int slot = slotOf(value); slots[slot] != 0; slot = next(slot)) {
            if (slots[slot] == value) {
                return true;
            }
        }
        return false;
    }

    void add(long number) {
        if (size * 2 >= slots.length) {
            grow();
        }
        if (put(shown(number))) {
            size++;
        }
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long value : old) {
            if (value != 0) {
                put(value);
            }
        }
    }

    private boolean put(long value) {
        int slot = slotOf(value);
        while (slots[slot] != 0) {
            if (slots[slot] == value) {
                return false;
            }
            slot = next(slot);
        }
        slots[slot] = value;
        return true;
    }

    private int slotOf(long value) {
        return Long.hashCode(value) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Zero marks a free slot. */
    private static long shown(long number) {
        return number == 0 ? 1 : number;
    }
}
