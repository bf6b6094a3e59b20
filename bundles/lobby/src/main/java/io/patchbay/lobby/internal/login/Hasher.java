package io.patchbay.lobby.internal.login;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Makes hashes of passwords, all in the same memory, which is kept for the next one. Confined to one thread. */
final class Hasher {
    static final int HASH_BYTES = 32;
    static final int SALT_BYTES = 16;

    private HashCost costOfMemory = new HashCost(8, 1, 1);
    private Argon2BytesGenerator.BlockPool memory = memoryFor(costOfMemory);

    /** Makes a hash anew. */
    PasswordHash hash(byte[] password, HashCost cost, byte[] salt) {
        return new PasswordHash(cost, salt, bytes(password, cost, salt, HASH_BYTES));
    }

    /** Whether a hash is the password's; takes as long as making it. */
    boolean matches(byte[] password, PasswordHash hash) {
        return hash.matches(bytes(password, hash.cost(), hash.salt(), hash.length()));
    }

    private byte[] bytes(byte[] password, HashCost cost, byte[] salt, int length) {
        if (!cost.equals(costOfMemory)) {
            memory = memoryFor(cost);
            costOfMemory = cost;
        }
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        byte[] hash = new byte[length];
        argon2.generateBytes(password, hash);
        return hash;
    }

    private static Argon2BytesGenerator.BlockPool memoryFor(HashCost cost) {
        return new Argon2BytesGenerator.FixedBlockPool(
                Argon2BytesGenerator.getBlockCount(cost.memoryKib(), cost.parallelism()));
    }
}
