package io.patchbay.logbridge.internal;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;

/** One record of an OSGi log, by a bundle called {@value #BUNDLE}. Immutable. */
record FakeEntry(LogLevel level, String logger, String message, Optional<Throwable> thrown) implements LogEntry {
    static final String BUNDLE = "io.x";

    static FakeEntry of(LogLevel level, String logger, String message) {
        return new FakeEntry(level, logger, message, Optional.empty());
    }

    FakeEntry with(Throwable cause) {
        return new FakeEntry(level, logger, message, Optional.of(cause));
    }

    @Override
    public Bundle getBundle() {
        return (Bundle) Proxy.newProxyInstance(
                FakeEntry.class.getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getSymbolicName")) {
                        return BUNDLE;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public ServiceReference<?> getServiceReference() {
        return null; // as the specification has it where there is none
    }

    @Override
    @Deprecated
    @SuppressWarnings("EnumOrdinal") // so the specification defines it
    public int getLevel() {
        return level.ordinal();
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public Throwable getException() {
        return thrown.orElse(null);
    }

    @Override
    public long getTime() {
        return 0;
    }

    @Override
    public LogLevel getLogLevel() {
        return level;
    }

    @Override
    public String getLoggerName() {
        return logger;
    }

    @Override
    public long getSequence() {
        return 0;
    }

    @Override
    public String getThreadInfo() {
        return "";
    }

    @Override
    public StackTraceElement getLocation() {
        return null; // as the specification has it where none is recorded
    }
}
