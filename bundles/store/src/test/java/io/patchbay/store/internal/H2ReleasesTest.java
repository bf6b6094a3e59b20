package io.patchbay.store.internal;

class H2ReleasesTest extends ReleasesContract {
    H2ReleasesTest() {
        super(TestDatabase.H2);
    }
}
