package io.patchbay.benchmarks.openstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * When tasks waited for the cloud, as the handlers tell Flight Recorder. A wait counts up to the last look that found it not there
 * yet, and the look that found it: what the handler slept in between is its own loss, not the cloud's time. Immutable.
 *
 * @param byTask the spans of each task, by its id
 */
record CloudTimes(Map<String, List<Span>> byTask) {
    /** Some time from a moment on. */
    record Span(Instant from, Duration length) {
        private Instant to() {
            return from.plus(length);
        }

        private boolean covers(Span other) {
            return !other.from.isBefore(from) && !other.to().isAfter(to());
        }

        private static Span of(RecordedEvent event) {
            return new Span(event.getStartTime(), event.getDuration());
        }
    }

    /** Nothing is known of any. */
    static final CloudTimes NONE = new CloudTimes(Map.of());

    /** What a recording holds of one job. */
    static CloudTimes read(Path recording, String job) throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        Map<Long, List<RecordedEvent>> requests = byThread(events, "io.patchbay.openstack.Request");
        Map<Long, List<RecordedEvent>> waits = byThread(events, "io.patchbay.openstack.Wait");
        Map<String, List<Span>> byTask = new HashMap<>();
        named(events, "io.patchbay.openstack.Attempt")
                .filter(attempt -> attempt.getString("job").equals(job))
                .forEach(attempt -> byTask.computeIfAbsent(attempt.getString("task"), first -> new ArrayList<>())
                        .addAll(spans(
                                Span.of(attempt),
                                requests.getOrDefault(threadOf(attempt), List.of()),
                                waits.getOrDefault(threadOf(attempt), List.of()))));
        return new CloudTimes(Map.copyOf(byTask));
    }

    private static Stream<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals(name));
    }

    private static Map<Long, List<RecordedEvent>> byThread(List<RecordedEvent> events, String name) {
        Map<Long, List<RecordedEvent>> byThread = new HashMap<>();
        named(events, name).forEach(event -> byThread.computeIfAbsent(threadOf(event), first -> new ArrayList<>())
                .add(event));
        return byThread;
    }

    private static long threadOf(RecordedEvent event) {
        return event.getThread().getJavaThreadId();
    }

    private static List<Span> spans(Span attempt, List<RecordedEvent> requests, List<RecordedEvent> waits) {
        List<Span> spans = new ArrayList<>();
        List<Span> during = new ArrayList<>();
        for (RecordedEvent wait : waits) {
            Span whole = Span.of(wait);
            if (attempt.covers(whole)) {
                during.add(whole);
                spans.add(new Span(whole.from(), whole.length().minus(wait.getDuration("lastPause"))));
            }
        }
        for (RecordedEvent request : requests) {
            Span span = Span.of(request);
            if (attempt.covers(span) && during.stream().noneMatch(wait -> wait.covers(span))) {
                spans.add(span);
            }
        }
        return spans;
    }

    /** Those of a task; none if it asked no cloud. */
    List<Span> of(String task) {
        return byTask.getOrDefault(task, List.of());
    }
}
