package io.patchbay.store.internal;

class PostgresRoomsTest extends RoomsContract {
    PostgresRoomsTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
