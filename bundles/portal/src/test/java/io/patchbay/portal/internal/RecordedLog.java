package io.patchbay.portal.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** The log of these tests: nothing, unless one of them has it recorded, with every level. Thread-safe. */
public final class RecordedLog implements SLF4JServiceProvider {
    private static final String OURS = "io.patchbay.";
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static volatile boolean recording;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** From now on everything is recorded. */
    public static void start() {
        LINES.clear();
        recording = true;
    }

    /** Ends the recording; answers the lines, stack traces included. */
    public static List<String> stop() {
        recording = false;
        return List.copyOf(LINES);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return Recorder::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // nothing is needed
    }

    private static final class Recorder extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        Recorder(String name) {
            this.name = name;
        }

        private boolean isRecorded() {
            return recording && name.startsWith(OURS);
        }

        @Override
        public boolean isTraceEnabled() {
            return isRecorded();
        }

        @Override
        public boolean isDebugEnabled() {
            return isRecorded();
        }

        @Override
        public boolean isInfoEnabled() {
            return isRecorded();
        }

        @Override
        public boolean isWarnEnabled() {
            return isRecorded();
        }

        @Override
        public boolean isErrorEnabled() {
            return isRecorded();
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Recorder.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            StringWriter trace = new StringWriter();
            if (thrown != null) {
                thrown.printStackTrace(new PrintWriter(trace));
            }
            LINES.add(level + " " + name + " " + MessageFormatter.basicArrayFormat(message, arguments) + trace);
        }
    }
}
