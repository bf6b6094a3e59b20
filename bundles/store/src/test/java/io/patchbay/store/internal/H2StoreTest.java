package io.patchbay.store.internal;

class H2StoreTest extends StoreContract {
    H2StoreTest() {
        super(TestDatabase.H2);
    }
}
