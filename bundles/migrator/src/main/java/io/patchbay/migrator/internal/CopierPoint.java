package io.patchbay.migrator.internal;

import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.VolumeCopier;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** Copiers of volumes as plug-ins, which handlers call. What one does outside cannot be tried out. Stateless. */
@Component(service = ExtensionPoint.class)
public final class CopierPoint implements ExtensionPoint<VolumeCopier> {
    @Override
    public String kind() {
        return "copier";
    }

    @Override
    public Class<VolumeCopier> type() {
        return VolumeCopier.class;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(Attempt.CANCELLATION_SECONDS);
    }

    @Override
    public void check(VolumeCopier candidate) {
        // a copier acts on storages: nothing of it is called before there is a task
    }
}
