package io.patchbay.store.internal;

class PostgresReleasesTest extends ReleasesContract {
    PostgresReleasesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
