package io.patchbay.benchmarks.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.AnnotationElement;
import jdk.jfr.Event;
import jdk.jfr.EventFactory;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as the handlers tell them, some of which take a millisecond and more. */
class CloudTimesTest {
    private static final EventFactory ATTEMPT =
            factory("Attempt", new ValueDescriptor(String.class, "job"), new ValueDescriptor(String.class, "task"));
    private static final EventFactory REQUEST = factory("Request");
    private static final EventFactory WAIT = factory(
            "Wait",
            new ValueDescriptor(
                    long.class, "lastPause", List.of(new AnnotationElement(Timespan.class, Timespan.NANOSECONDS))));

    @TempDir
    Path folder;

    private static EventFactory factory(String name, ValueDescriptor... fields) {
        return EventFactory.create(
                List.of(new AnnotationElement(Name.class, "io.patchbay.openstack." + name)), List.of(fields));
    }

    private static Event begun(EventFactory kind) {
        Event event = kind.newEvent();
        event.begin();
        return event;
    }

    private static Event attempt(String job, String task) {
        Event attempt = begun(ATTEMPT);
        attempt.set(0, job);
        attempt.set(1, task);
        return attempt;
    }

    private static void passes() {
        long until = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void request() {
        Event request = begun(REQUEST);
        passes();
        request.commit();
    }

    private static void wait(Duration lastPause) {
        Event wait = begun(WAIT);
        request();
        request();
        wait.set(0, lastPause.toNanos());
        wait.commit();
    }

    private CloudTimes recorded(Runnable events) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            events.run();
            recording.dump(file);
        }
        return CloudTimes.read(file, "job");
    }

    @Test
    void requestsOfATaskAreItsTime() throws Exception {
        CloudTimes times = recorded(() -> {
            Event attempt = attempt("job", "net");
            request();
            passes();
            request();
            attempt.commit();
        });

        assertThat(times.of("net")).hasSize(2).allSatisfy(span -> assertThat(span.length())
                .isGreaterThanOrEqualTo(Duration.ofMillis(1)));
    }

    @Test
    void theRequestsOfAWaitAreInItAlready() throws Exception {
        CloudTimes times = recorded(() -> {
            Event attempt = attempt("job", "vm");
            wait(Duration.ZERO);
            attempt.commit();
        });

        assertThat(times.of("vm")).singleElement().satisfies(span -> assertThat(span.length())
                .isGreaterThanOrEqualTo(Duration.ofMillis(2)));
    }

    @Test
    void theLastPauseOfAWaitIsNotTheCloudsTime() throws Exception {
        Duration longerThanTheTest = Duration.ofHours(1);
        CloudTimes times = recorded(() -> {
            Event attempt = attempt("job", "vm");
            wait(longerThanTheTest);
            attempt.commit();
        });

        assertThat(times.of("vm")).singleElement().satisfies(span -> assertThat(span.length())
                .isNegative()
                .isGreaterThanOrEqualTo(Duration.ofMillis(2).minus(longerThanTheTest)));
    }

    @Test
    void whatOthersAskedMeanwhileIsNotATasksTime() throws Exception {
        CloudTimes times = recorded(() -> {
            Event attempt = attempt("job", "net");
            Thread other = new Thread(CloudTimesTest::request);
            other.start();
            try {
                other.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            attempt.commit();
        });

        assertThat(times.of("net")).isEmpty();
    }

    @Test
    void whatWasAskedForAnotherJobIsNotInIt() throws Exception {
        CloudTimes times = recorded(() -> {
            Event attempt = attempt("another", "net");
            request();
            attempt.commit();
        });

        assertThat(times.of("net")).isEmpty();
    }
}
