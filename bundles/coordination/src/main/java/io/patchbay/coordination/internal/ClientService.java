package io.patchbay.coordination.internal;

import java.util.Optional;
import org.apache.curator.framework.CuratorFramework;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Shows the client as a service. Thread-safe. */
final class ClientService implements ClientMarker {
    private final BundleContext framework;
    private Optional<ServiceRegistration<CuratorFramework>> registration = Optional.empty(); // guarded by this

    ClientService(BundleContext framework) {
        this.framework = framework;
    }

    @Override
    public void show(CuratorFramework client) {
        ServiceRegistration<CuratorFramework> fresh = framework.registerService(CuratorFramework.class, client, null);
        synchronized (this) {
            registration = Optional.of(fresh);
        }
    }

    @Override
    public void hide() {
        Optional<ServiceRegistration<CuratorFramework>> present;
        synchronized (this) {
            present = registration;
            registration = Optional.empty();
        }
        present.ifPresent(ServiceRegistration::unregister);
    }
}
