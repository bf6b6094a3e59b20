package io.patchbay.placement.internal;

/**
 * A set of positions that can be counted and addressed by rank: a bit each, and a Fenwick tree over the counts of the words.
 * Up to 64 positions everything is one word. Confined to the ledger's turn.
 */
final class RankedBits {
    private final long[] words;
    private final int[] sums; // Fenwick tree, from 1
    private final int highestStep;
    private int size;

    /** An empty set of positions below {@code capacity}. */
    RankedBits(int capacity) {
        this.words = new long[wordsFor(capacity)];
        this.sums = new int[words.length + 1];
        this.highestStep = Integer.highestOneBit(words.length);
    }

    /** How many words hold that many bits. */
    static int wordsFor(int capacity) {
        return (capacity + 63) >>> 6;
    }

    /** Whether the bit of a position is set in an array of words. */
    static boolean isSet(long[] words, int position) {
        return (words[position >>> 6] >>> position & 1) != 0;
    }

    /** Sets or clears the bit of a position in an array of words. */
    static void put(long[] words, int position, boolean set) {
        long bit = 1L << position;
        if (set) {
            words[position >>> 6] |= bit;
        } else {
            words[position >>> 6] &= ~bit;
        }
    }

    /** How many positions are in the set. */
    int size() {
        return size;
    }

    boolean contains(int position) {
        return isSet(words, position);
    }

    /** Puts a position in or takes it out. O(log n). */
    void set(int position, boolean member) {
        if (contains(position) == member) {
            return;
        }
        put(words, position, member);
        int change = member ? 1 : -1;
        size += change;
        for (int word = (position >>> 6) + 1; word < sums.length; word += word & -word) {
            sums[word] += change;
        }
    }

    /** Becomes the intersection of two sets. O(n / 64). */
    void intersect(long[] some, long[] others) {
        size = 0;
        for (int word = 0; word < words.length; word++) {
            words[word] = some[word] & others[word];
            int count = Long.bitCount(words[word]);
            sums[word + 1] = count;
            size += count;
        }
        for (int node = 1; node < sums.length; node++) {
            int parent = node + (node & -node);
            if (parent < sums.length) {
                sums[parent] += sums[node];
            }
        }
    }

    /** How many members are below a position. O(log n). */
    int rank(int position) {
        int word = position >>> 6;
        int rank = Long.bitCount(words[word] & (1L << position) - 1);
        for (int node = word; node > 0; node &= node - 1) {
            rank += sums[node];
        }
        return rank;
    }

    /** The member with that many members below it; {@code rank} is within 0 and size - 1. O(log n). */
    int select(int rank) {
        int word = 0;
        int left = rank;
        if (words.length > 1) {
            for (int step = highestStep; step > 0; step >>>= 1) {
                int next = word + step;
                if (next < sums.length && sums[next] <= left) {
                    word = next;
                    left -= sums[next];
                }
            }
        }
        return (word << 6) + selectInWord(words[word], left);
    }

    /** The first member above a position, or -1. */
    int next(int position) {
        int from = position + 1;
        int word = from >>> 6;
        if (word >= words.length) {
            return -1;
        }
        long rest = words[word] & -1L << from;
        while (rest == 0) {
            if (++word == words.length) {
                return -1;
            }
            rest = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private static int selectInWord(long word, int rank) {
        if (rank == 0) {
            return Long.numberOfTrailingZeros(word);
        }
        long rest = word;
        int left = rank;
        int position = 0;
        for (int width = 32; width > 0; width >>>= 1) {
            int below = Long.bitCount(rest & (1L << width) - 1);
            if (below <= left) {
                left -= below;
                position += width;
                rest >>>= width;
            }
        }
        return position;
    }
}
