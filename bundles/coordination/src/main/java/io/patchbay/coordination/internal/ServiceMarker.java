package io.patchbay.coordination.internal;

import io.patchbay.api.coordination.Leadership;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Shows leadership as a service. Confined to the thread that shows it. */
final class ServiceMarker implements LeadershipMarker {
    private final BundleContext framework;
    private Optional<ServiceRegistration<Leadership>> registration = Optional.empty();

    ServiceMarker(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public void show(Leadership leadership) {
        registration = Optional.of(framework.registerService(
                Leadership.class, leadership, FrameworkUtil.asDictionary(Map.of("epoch", leadership.epoch()))));
    }

    @Override
    public void hide() {
        Optional<ServiceRegistration<Leadership>> present = registration;
        registration = Optional.empty();
        present.ifPresent(ServiceRegistration::unregister);
    }
}
