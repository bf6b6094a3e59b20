package io.patchbay.store.internal;

class H2ServicesTest extends ServicesContract {
    H2ServicesTest() {
        super(TestDatabase.H2);
    }
}
