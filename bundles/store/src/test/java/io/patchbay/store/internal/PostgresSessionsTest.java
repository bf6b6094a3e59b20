package io.patchbay.store.internal;

class PostgresSessionsTest extends SessionsContract {
    PostgresSessionsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
