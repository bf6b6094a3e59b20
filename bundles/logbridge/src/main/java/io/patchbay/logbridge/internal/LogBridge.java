package io.patchbay.logbridge.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Sends what is written to the OSGi log on to SLF4J, so that a component that fails to activate is seen where everything else
 * is logged. What was written before it started is sent first. Thread-safe: keeps no state.
 */
@Component(service = {})
public final class LogBridge implements LogListener {
    private final LogReaderService reader;

    @Activate
    public LogBridge(@Reference LogReaderService reader) {
        this.reader = reader;
        List<LogEntry> missed = new ArrayList<>(Collections.list(reader.getLog()));
        reader.addLogListener(this);
        Collections.reverse(missed); // the history begins with the newest
        missed.forEach(this::logged);
    }

    @Deactivate
    void close() {
        reader.removeLogListener(this);
    }

    @Override
    public void logged(LogEntry entry) {
        Logger logger = LoggerFactory.getLogger(nameOf(entry));
        LoggingEventBuilder event = logger.atLevel(levelOf(entry));
        if (entry.getException() != null) {
            event = event.setCause(entry.getException());
        }
        ServiceReference<?> service = entry.getServiceReference();
        event.log(service == null ? "{}" : "{} {}", entry.getMessage(), service);
    }

    private static String nameOf(LogEntry entry) {
        String name = entry.getLoggerName();
        boolean named = name != null && !name.isEmpty() && !name.startsWith("LogService");
        return named ? name : entry.getBundle().getSymbolicName();
    }

    private static Level levelOf(LogEntry entry) {
        return switch (entry.getLogLevel()) {
            case AUDIT, ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
                // life-cycle events of bundles and services, hundreds at every start
            case INFO -> isLifeCycle(entry) ? Level.DEBUG : Level.INFO;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }

    private static boolean isLifeCycle(LogEntry entry) {
        String name = entry.getLoggerName();
        return name != null && name.startsWith("Events.");
    }
}
