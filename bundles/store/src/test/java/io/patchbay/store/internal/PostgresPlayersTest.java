package io.patchbay.store.internal;

class PostgresPlayersTest extends PlayersContract {
    PostgresPlayersTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
