package io.patchbay.store.internal;

/**
 * The configuration, checked. Immutable; the URL and password must not be logged.
 *
 * @see Configuration.Config for what each key means
 */
public record StoreSettings(
        String url,
        String user,
        String password,
        int poolSize,
        long connectionTimeoutMillis,
        long purgeIntervalMillis,
        int purgeBatchRows,
        long expiredKeptMillis,
        long commitIntervalMillis) {
    static final String PID = "io.patchbay.store";

    /** @throws IllegalArgumentException with PID and key if a value is out of its range */
    public StoreSettings {
        require("poolSize", poolSize, 4, 200);
        require("connectionTimeoutMillis", connectionTimeoutMillis, 250, 60_000);
        require("purgeIntervalMillis", purgeIntervalMillis, 10, 3_600_000);
        require("purgeBatchRows", purgeBatchRows, 1, 100_000);
        require("expiredKeptMillis", expiredKeptMillis, 0, 86_400_000);
        require("commitIntervalMillis", commitIntervalMillis, 0, 1000);
    }

    /** Without URL and password, so that it can be logged. */
    @Override
    public String toString() {
        return "StoreSettings[poolSize=" + poolSize + ", connectionTimeoutMillis=" + connectionTimeoutMillis + "]";
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be " + least + " to " + most + " but was " + value);
        }
    }
}
