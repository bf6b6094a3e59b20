package io.patchbay.store.internal;

import java.nio.file.Path;

/** The databases that every test of the store runs on. */
enum TestDatabase {
    H2 {
        @Override
        String fresh(Path folder) {
            return "";
        }
    },
    POSTGRESQL {
        @Override
        String fresh(Path folder) {
            return PostgresCluster.get().newDatabase();
        }
    };

    /**
     * The URL of a new, empty database.
     *
     * @param folder where the store keeps its files
     */
    abstract String fresh(Path folder);
}
