package io.patchbay.store.internal;

class H2BackupTest extends BackupContract {
    H2BackupTest() {
        super(TestDatabase.H2);
    }
}
