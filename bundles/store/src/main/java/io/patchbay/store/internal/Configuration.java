package io.patchbay.store.internal;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Takes the configuration and registers it, checked, for the rest of this bundle. By hand, because the properties of a component
 * become those of its services, where anybody could read the password. Immutable.
 */
@Component(
        service = {},
        configurationPid = StoreSettings.PID)
@Designate(ocd = Configuration.Config.class)
public final class Configuration {
    @ObjectClassDefinition(name = "Patchbay: store")
    @interface Config {
        @AttributeDefinition(description = "JDBC URL of a PostgreSQL or H2 database; empty: H2 in the data folder")
        String url() default "";

        @AttributeDefinition(description = "User of the database, if the URL names none")
        String user() default "";

        @AttributeDefinition(
                type = AttributeType.PASSWORD,
                description = "Password of the database's user, if the URL has none")
        String password() default "";

        @AttributeDefinition(description = "How many connections at most, 4 to 200")
        int poolSize() default 8;

        @AttributeDefinition(
                description = "How long to wait for the database before a call is refused, in milliseconds")
        long connectionTimeoutMillis() default 2000;

        @AttributeDefinition(description = "How often expired tokens are removed, in milliseconds")
        long purgeIntervalMillis() default 5000;

        @AttributeDefinition(description = "How many expired tokens one transaction removes")
        int purgeBatchRows() default 1000;

        @AttributeDefinition(
                description = "How long a client is told Expired rather than Invalid token, in milliseconds")
        long expiredKeptMillis() default 60_000;

        @AttributeDefinition(
                description =
                        "While tokens arrive faster than this, they are committed together, in milliseconds; 0: never wait")
        long commitIntervalMillis() default 20;
    }

    private final ServiceRegistration<StoreSettings> registration;

    @Activate
    public Configuration(BundleContext bundle, Config config) {
        StoreSettings settings = new StoreSettings(
                config.url(),
                config.user(),
                config.password(),
                config.poolSize(),
                config.connectionTimeoutMillis(),
                config.purgeIntervalMillis(),
                config.purgeBatchRows(),
                config.expiredKeptMillis(),
                config.commitIntervalMillis());
        this.registration = bundle.registerService(StoreSettings.class, settings, null);
    }

    @Deactivate
    void close() {
        registration.unregister();
    }
}
