package io.patchbay.logbridge.internal;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** An OSGi log in memory, whose history begins with the newest entry, as the specification has it. Confined to one thread. */
final class FakeLog implements LogReaderService {
    private final Deque<LogEntry> history = new ArrayDeque<>();
    private final Set<LogListener> listeners = new LinkedHashSet<>();

    void write(LogEntry entry) {
        history.addFirst(entry);
        listeners.forEach(listener -> listener.logged(entry));
    }

    @Override
    public void addLogListener(LogListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeLogListener(LogListener listener) {
        listeners.remove(listener);
    }

    @Override
    public Enumeration<LogEntry> getLog() {
        return Collections.enumeration(history);
    }
}
