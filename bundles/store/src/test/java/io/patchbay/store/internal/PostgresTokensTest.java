package io.patchbay.store.internal;

class PostgresTokensTest extends TokensContract {
    PostgresTokensTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
