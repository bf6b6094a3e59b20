package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.contract.CopierContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class FileCopierContractTest implements CopierContract {
    @TempDir
    private Path temp;

    private Storages storages;

    @BeforeEach
    void fillTheSource() throws IOException {
        storages = new Storages(temp);
        storages.file("volume-v", 3 * Storages.SECTION);
        storages.file("snapshot-s", Storages.SECTION);
    }

    @Override
    public VolumeCopier plugin() {
        return storages.copier();
    }

    @Override
    public CopyVolume task() {
        return Storages.task("v", "s");
    }
}
