package io.patchbay.store.internal;

class PostgresAccountsTest extends AccountsContract {
    PostgresAccountsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
