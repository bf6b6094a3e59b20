package io.patchbay.store.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;

/** The JDBC drivers that are installed. Thread-safe. */
@Component(service = Drivers.class)
public final class Drivers {
    private final Map<String, DataSourceFactory> byDriverClass = new ConcurrentHashMap<>();

    /** The factory of the driver with that class, if its bundle runs. */
    Optional<DataSourceFactory> find(String driverClass) {
        return Optional.ofNullable(byDriverClass.get(driverClass));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFactory(DataSourceFactory factory, Map<String, Object> properties) {
        byDriverClass.put(driverClassOf(properties), factory);
    }

    void unbindFactory(DataSourceFactory factory, Map<String, Object> properties) {
        byDriverClass.remove(driverClassOf(properties), factory);
    }

    private static String driverClassOf(Map<String, Object> properties) {
        return String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS));
    }
}
