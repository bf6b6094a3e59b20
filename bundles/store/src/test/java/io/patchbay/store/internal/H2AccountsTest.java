package io.patchbay.store.internal;

class H2AccountsTest extends AccountsContract {
    H2AccountsTest() {
        super(TestDatabase.H2);
    }
}
