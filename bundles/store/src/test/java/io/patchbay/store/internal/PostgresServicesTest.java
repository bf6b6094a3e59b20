package io.patchbay.store.internal;

class PostgresServicesTest extends ServicesContract {
    PostgresServicesTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
