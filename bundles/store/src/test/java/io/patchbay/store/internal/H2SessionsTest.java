package io.patchbay.store.internal;

class H2SessionsTest extends SessionsContract {
    H2SessionsTest() {
        super(TestDatabase.H2);
    }
}
