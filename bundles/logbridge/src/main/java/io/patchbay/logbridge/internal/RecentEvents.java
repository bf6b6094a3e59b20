package io.patchbay.logbridge.internal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.patchbay.api.operator.Event;
import io.patchbay.api.operator.EventLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the latest lines of Patchbay's own log that are for operators: those from {@code INFO} on. A line that begins with
 * {@value #AUDIT_PREFIX} says what somebody did, and its first argument who. Called by whoever logs; thread-safe.
 */
final class RecentEvents extends AppenderBase<ILoggingEvent> implements EventLog {
    static final String AUDIT_PREFIX = "Audit: ";

    private static final String HOUSE = "io.patchbay.";

    private final Deque<Event> events = new ArrayDeque<>(); // guarded by this, like the next
    private long number;

    @Override
    public synchronized List<Event> after(long known) {
        return events.stream().filter(event -> event.number() > known).toList();
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (!line.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        boolean audit = line.getMessage().startsWith(AUDIT_PREFIX);
        String text = line.getFormattedMessage();
        keep(
                Instant.ofEpochMilli(line.getTimeStamp()),
                severityOf(line.getLevel()),
                audit ? Event.AUDIT : areaOf(line.getLoggerName()),
                audit ? actorOf(line) : Optional.empty(),
                bounded(audit ? text.substring(AUDIT_PREFIX.length()) : text));
    }

    private synchronized void keep(
            Instant at, Event.Severity severity, String area, Optional<String> actor, String text) {
        events.add(new Event(++number, at, severity, area, actor, text));
        if (events.size() > MOST_EVENTS) {
            events.remove();
        }
    }

    private static Event.Severity severityOf(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return Event.Severity.ERROR;
        }
        return level.isGreaterOrEqual(Level.WARN) ? Event.Severity.WARN : Event.Severity.INFO;
    }

    /** {@code io.patchbay.placement.internal.Ledger} is of the area placement. */
    private static String areaOf(String logger) {
        String inside = logger.startsWith(HOUSE) ? logger.substring(HOUSE.length()) : logger;
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    private static Optional<String> actorOf(ILoggingEvent line) {
        return Optional.ofNullable(line.getArgumentArray())
                .filter(arguments -> arguments.length > 0 && line.getMessage().startsWith(AUDIT_PREFIX + "{}"))
                .map(arguments -> bounded(String.valueOf(arguments[0])));
    }

    private static String bounded(String text) {
        return text.length() <= Event.MOST_CHARACTERS ? text : text.substring(0, Event.MOST_CHARACTERS - 1) + "…";
    }
}
