package io.patchbay.store.internal;

class PostgresStoreTest extends StoreContract {
    PostgresStoreTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
