package io.patchbay.contract;

import io.patchbay.api.recovery.VolumeCopier;
import java.util.List;
import java.util.function.Supplier;

/** What can be checked of a {@link VolumeCopier} by those who have none of its storages. Stateless. */
final class CopierChecks {
    private CopierChecks() {}

    static List<Check> of(Supplier<VolumeCopier> plugins) {
        return List.of(new Check("can be made", () -> {
            VolumeCopier unused = plugins.get(); // or it throws
        }));
    }
}
