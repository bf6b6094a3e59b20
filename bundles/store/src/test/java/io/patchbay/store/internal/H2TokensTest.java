package io.patchbay.store.internal;

class H2TokensTest extends TokensContract {
    H2TokensTest() {
        super(TestDatabase.H2);
    }
}
