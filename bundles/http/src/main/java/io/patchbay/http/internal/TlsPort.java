package io.patchbay.http.internal;

import io.patchbay.support.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Has the HTTP server listen for TLS as well, if a keystore is configured. Immutable, apart from the keystore that it watches. */
@Component(immediate = true, configurationPid = TlsPort.PID)
@Designate(ocd = TlsPort.Config.class)
public final class TlsPort {
    static final String PID = "io.patchbay.tls";
    private static final String BIND = "org.apache.felix.http.host"; // where the plain port listens

    @ObjectClassDefinition(name = "Patchbay: TLS")
    @interface Config {
        @AttributeDefinition(
                description =
                        "PKCS #12 or JKS file with the key and its certificates, read again when it changes; empty"
                                + " for no TLS")
        String keystoreFile() default "";

        @AttributeDefinition(description = "File that holds the keystore's password")
        String passwordFile() default "";

        @AttributeDefinition(description = "Address to listen on; empty for that of the plain port")
        String bind() default "";

        @AttributeDefinition(description = "Port to listen on; 0 for any")
        int port() default 8443;

        @AttributeDefinition(description = "How often the files are looked at")
        long checkMillis() default 5_000;

        @AttributeDefinition(description = "How long a connection may say nothing, other than a WebSocket")
        long idleMillis() default 60_000;
    }

    private final Optional<ServiceRegistration<ConnectorFactory>> registration;
    private final ScheduledExecutorService timer = Threads.timer("tls");

    @Activate
    public TlsPort(Config config, BundleContext framework, @Reference Deadlines deadlines) {
        if (config.keystoreFile().isEmpty()) {
            this.registration = Optional.empty();
            return;
        }
        within("port", config.port(), 0, 65_535);
        within("checkMillis", config.checkMillis(), 10, 86_400_000);
        within("idleMillis", config.idleMillis(), 100, 86_400_000);
        LiveKeystore keystore = open(config);
        String host = config.bind().isEmpty()
                ? Objects.requireNonNullElse(framework.getProperty(BIND), "127.0.0.1")
                : config.bind();
        this.registration = Optional.of(framework.registerService(
                ConnectorFactory.class,
                new TlsConnectorFactory(host, config.port(), config.idleMillis(), keystore.context(), deadlines::watch),
                FrameworkUtil.asDictionary(Map.of("patchbay.port", config.port()))));
        Future<?> unused = timer.scheduleWithFixedDelay( // it ends with the timer
                keystore::check, config.checkMillis(), config.checkMillis(), TimeUnit.MILLISECONDS);
    }

    private static LiveKeystore open(Config config) {
        if (config.passwordFile().isEmpty()) {
            throw new IllegalArgumentException(
                    PID + ": passwordFile must name the file that holds the password of " + config.keystoreFile());
        }
        try {
            return new LiveKeystore(new KeystoreFile(Path.of(config.keystoreFile()), Path.of(config.passwordFile())));
        } catch (IOException unusable) {
            throw new IllegalArgumentException(PID + ": keystoreFile: " + unusable.getMessage());
        }
    }

    private static void within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + min + " and " + max + " but was " + value);
        }
    }

    @Deactivate
    void close() {
        registration.ifPresent(ServiceRegistration::unregister);
        Threads.close(timer, Duration.ofMillis(500));
    }
}
