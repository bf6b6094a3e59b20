package io.patchbay.logbridge.internal;

import ch.qos.logback.classic.Logger;
import io.patchbay.api.operator.EventLog;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.LoggerFactory;

/** Listens to Patchbay's own log while this bundle runs, if it is written by logback. Thread-safe. */
@Component(service = {})
public final class EventLogComponent {
    private final RecentEvents events = new RecentEvents();
    private final Optional<Logger> logger;
    private final Optional<ServiceRegistration<EventLog>> registration;

    @Activate
    public EventLogComponent(BundleContext bundle) {
        this.logger =
                LoggerFactory.getLogger("io.patchbay") instanceof Logger house ? Optional.of(house) : Optional.empty();
        this.registration = logger.map(house -> {
            events.setContext(house.getLoggerContext());
            events.setName("events");
            events.start();
            house.addAppender(events);
            return bundle.registerService(EventLog.class, events, null);
        });
    }

    @Deactivate
    void close() {
        registration.ifPresent(ServiceRegistration::unregister);
        logger.ifPresent(house -> house.detachAppender(events));
        events.stop();
    }
}
