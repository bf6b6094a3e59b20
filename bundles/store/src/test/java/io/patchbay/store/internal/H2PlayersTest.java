package io.patchbay.store.internal;

class H2PlayersTest extends PlayersContract {
    H2PlayersTest() {
        super(TestDatabase.H2);
    }
}
