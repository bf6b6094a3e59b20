package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import io.patchbay.support.openstack.FakeCloud.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;

/** What Flight Recorder is told. */
class FlightEventsTest extends CloudCase {
    private interface Work {
        void run() throws Exception;
    }

    private List<RecordedEvent> recorded(String name, Work work) throws Exception {
        Path file = conf.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            work.run();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("io.patchbay.openstack." + name))
                .toList();
    }

    @Test
    void everyRequestWithItsAnswersStatus() throws Exception {
        fake.on("GET", "/network/v2.0/networks", asked -> Reply.of(200, "{}"));

        List<RecordedEvent> requests =
                recorded("Request", () -> cloud().admin().network().get("/networks"));

        assertThat(requests)
                .extracting(event -> event.getString("words"), event -> event.getInt("status"))
                .containsExactly(tuple("identity POST /auth/tokens", 201), tuple("network GET /networks", 200));
    }

    @Test
    void aWaitWithThePauseBeforeItWasThere() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        List<RecordedEvent> waits = recorded("Wait", () -> new Waiting(time)
                .until(
                        "server 1 to be ACTIVE",
                        Duration.ofMinutes(1),
                        () -> looks.incrementAndGet() < 4 ? Optional.empty() : Optional.of(true)));

        assertThat(waits).singleElement().satisfies(wait -> {
            assertThat(wait.getString("what")).isEqualTo("server 1 to be ACTIVE");
            assertThat(wait.getDuration("lastPause")).isEqualTo(time.pauses.get(2));
        });
    }

    @Test
    void aWaitForWhatIsThereHasNoPause() throws Exception {
        List<RecordedEvent> waits =
                recorded("Wait", () -> new Waiting(time).until("it", Duration.ofMinutes(1), () -> Optional.of(true)));

        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait.getDuration("lastPause"))
                .isZero());
    }
}
