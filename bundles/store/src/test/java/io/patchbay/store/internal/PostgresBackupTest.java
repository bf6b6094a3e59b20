package io.patchbay.store.internal;

class PostgresBackupTest extends BackupContract {
    PostgresBackupTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
