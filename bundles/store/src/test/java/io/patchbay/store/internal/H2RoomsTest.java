package io.patchbay.store.internal;

class H2RoomsTest extends RoomsContract {
    H2RoomsTest() {
        super(TestDatabase.H2);
    }
}
