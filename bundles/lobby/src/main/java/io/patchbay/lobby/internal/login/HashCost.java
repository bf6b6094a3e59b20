package io.patchbay.lobby.internal.login;

/**
 * What one hash of Argon2id costs (RFC 9106, 3.1).
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over it
 * @param parallelism lanes; they are worked off by one thread
 */
record HashCost(int memoryKib, int iterations, int parallelism) {
    private static final int KIB_PER_LANE = 8; // RFC 9106, 3.1
    private static final int MOST_MEMORY_KIB = 1_048_576;
    private static final int MOST_ITERATIONS = 100;
    private static final int MOST_PARALLELISM = 16;

    HashCost {
        require("memoryKib", memoryKib, KIB_PER_LANE * Math.max(1, parallelism), MOST_MEMORY_KIB);
        require("iterations", iterations, 1, MOST_ITERATIONS);
        require("parallelism", parallelism, 1, MOST_PARALLELISM);
    }

    private static void require(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " must be within " + least + " and " + most + " but was " + value);
        }
    }
}
