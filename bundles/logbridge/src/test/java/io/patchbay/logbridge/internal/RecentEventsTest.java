package io.patchbay.logbridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.patchbay.api.operator.Event;
import io.patchbay.api.operator.Event.Severity;
import io.patchbay.api.operator.EventLog;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private final LoggerContext context = new LoggerContext();
    private final RecentEvents events = new RecentEvents();
    private final Logger placement = context.getLogger("io.patchbay.placement.internal.Attendance");

    @BeforeEach
    void begin() {
        events.setContext(context);
        events.start();
        context.getLogger("io.patchbay").addAppender(events);
    }

    private Event only() {
        assertThat(events.after(0)).hasSize(1);
        return events.after(0).get(0);
    }

    @Test
    void keepsWhatIsForOperators() {
        placement.warn("Worker {} was silent", "play-1");

        assertThat(only().text()).isEqualTo("Worker play-1 was silent");
        assertThat(only().severity()).isEqualTo(Severity.WARN);
        assertThat(only().area()).isEqualTo("placement");
        assertThat(only().actor()).isEmpty();
    }

    @Test
    void keepsNothingThatIsForDevelopers() {
        placement.debug("looked");

        assertThat(events.after(0)).isEmpty();
    }

    @Test
    void saysWhoDidWhat() {
        placement.info("Audit: {} pinned {} to {}", "127.0.0.1 (shell)", "least-used", "1.0.0");

        assertThat(only().area()).isEqualTo(Event.AUDIT);
        assertThat(only().actor()).isEqualTo(Optional.of("127.0.0.1 (shell)"));
        assertThat(only().text()).isEqualTo("127.0.0.1 (shell) pinned least-used to 1.0.0");
    }

    @Test
    void anAuditLineThatDoesNotBeginWithSomebodyHasNoActor() {
        placement.warn("Audit: a token of {} came again", "ann");

        assertThat(only().area()).isEqualTo(Event.AUDIT);
        assertThat(only().actor()).isEmpty();
    }

    @Test
    void answersWithWhatCameAfterAnEvent() {
        placement.info("one");
        placement.info("two");
        placement.info("three");

        assertThat(events.after(1)).extracting(Event::text).containsExactly("two", "three");
    }

    @Test
    void forgetsTheOldest() {
        for (int i = 0; i <= EventLog.MOST_EVENTS; i++) {
            placement.info("event {}", i);
        }

        assertThat(events.after(0)).hasSize(EventLog.MOST_EVENTS);
        assertThat(events.after(0).get(0).number()).isEqualTo(2);
    }

    @Test
    void cutsWhatIsTooLong() {
        placement.info("x".repeat(5_000));

        assertThat(only().text()).hasSize(Event.MOST_CHARACTERS).endsWith("…");
    }
}
