package io.patchbay.contract;

import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a copier of volumes must hold to, as tests: implement it in a test class. */
public interface CopierContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    VolumeCopier plugin();

    /** A volume that the copier can copy here; asked for once by each test. */
    CopyVolume task();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return CopierChecks.of(this::plugin, this::task).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
