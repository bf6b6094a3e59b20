package io.patchbay.store.internal;

/**
 * The configuration, checked. Immutable; the URL and password must not be logged.
 *
 * @see Store.Config for what each key means
 */
record StoreSettings(
        String url,
        String user,
        String password,
        int poolSize,
        long connectionTimeoutMillis,
        long purgeIntervalMillis,
        int purgeBatchRows,
        long expiredKeptMillis,
        long commitIntervalMillis) {

    /** @throws IllegalArgumentException with PID and key if a value is out of its range */
    StoreSettings {
        require("poolSize", poolSize, 4, 200);
        require("connectionTimeoutMillis", connectionTimeoutMillis, 250, 60_000);
        require("purgeIntervalMillis", purgeIntervalMillis, 10, 3_600_000);
        require("purgeBatchRows", purgeBatchRows, 1, 100_000);
        require("expiredKeptMillis", expiredKeptMillis, 0, 86_400_000);
        require("commitIntervalMillis", commitIntervalMillis, 0, 1000);
    }

    static StoreSettings of(Store.Config config) {
        return new StoreSettings(
                config.url(),
                config.user(),
                config.password(),
                config.poolSize(),
                config.connectionTimeoutMillis(),
                config.purgeIntervalMillis(),
                config.purgeBatchRows(),
                config.expiredKeptMillis(),
                config.commitIntervalMillis());
    }

    /** Without URL and password, so that it can be logged. */
    @Override
    public String toString() {
        return "StoreSettings[poolSize=" + poolSize + ", connectionTimeoutMillis=" + connectionTimeoutMillis + "]";
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    Store.PID + ": " + key + " must be " + least + " to " + most + " but was " + value);
        }
    }
}
