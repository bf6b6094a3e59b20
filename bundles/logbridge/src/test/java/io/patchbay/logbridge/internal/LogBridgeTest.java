package io.patchbay.logbridge.internal;

import static org.assertj.core.api.Assertions.assertThat;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.log.LogLevel;
import org.slf4j.LoggerFactory;

class LogBridgeTest {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
    private final FakeLog log = new FakeLog();

    @BeforeEach
    void listen() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        root.setLevel(Level.TRACE);
        root.addAppender(seen);
        seen.start();
    }

    @AfterEach
    void stop() {
        root.detachAppender(seen);
    }

    @Test
    void sendsOnWhatIsWritten() {
        new LogBridge(log);
        log.write(FakeEntry.of(LogLevel.WARN, "io.x.Y", "a reference is not satisfied"));

        assertThat(seen.list).singleElement().satisfies(event -> {
            assertThat(event.getLoggerName()).isEqualTo("io.x.Y");
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).isEqualTo("a reference is not satisfied");
        });
    }

    @Test
    void sendsWhatWasWrittenBeforeItStartedOldestFirst() {
        log.write(FakeEntry.of(LogLevel.INFO, "io.x.Y", "first"));
        log.write(FakeEntry.of(LogLevel.INFO, "io.x.Y", "second"));

        new LogBridge(log);

        assertThat(messages()).containsExactly("first", "second");
    }

    @Test
    void showsWhyAComponentDidNotActivate() {
        IllegalStateException why = new IllegalStateException("no port");
        new LogBridge(log);
        log.write(FakeEntry.of(LogLevel.ERROR, "io.x.Y", "cannot activate").with(why));

        assertThat(seen.list).singleElement().satisfies(event -> assertThat(
                        event.getThrowableProxy().getMessage())
                .isEqualTo("no port"));
    }

    @ParameterizedTest
    @CsvSource({"AUDIT,ERROR", "ERROR,ERROR", "WARN,WARN", "INFO,INFO", "DEBUG,DEBUG", "TRACE,TRACE"})
    void keepsTheLevel(LogLevel from, String to) {
        new LogBridge(log);
        log.write(FakeEntry.of(from, "io.x.Y", "something"));

        assertThat(seen.list).singleElement().satisfies(event -> assertThat(event.getLevel())
                .hasToString(to));
    }

    @Test
    void lowersTheLifeCyclesOfBundlesAndServices() {
        new LogBridge(log);
        log.write(FakeEntry.of(LogLevel.INFO, "Events.Bundle", "BundleEvent STARTED"));
        log.write(FakeEntry.of(LogLevel.ERROR, "Events.Framework", "FrameworkEvent ERROR"));

        assertThat(seen.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG, Level.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"LogService", "LogService.io.x", "''"})
    void namesTheBundleWhereTheLoggerSaysNothing(String name) {
        new LogBridge(log);
        log.write(FakeEntry.of(LogLevel.INFO, name, "something"));

        assertThat(seen.list).extracting(ILoggingEvent::getLoggerName).containsExactly(FakeEntry.BUNDLE);
    }

    @Test
    void leavesBracesInMessagesAlone() {
        new LogBridge(log);
        log.write(FakeEntry.of(LogLevel.INFO, "io.x.Y", "a map {} of {x}"));

        assertThat(messages()).containsExactly("a map {} of {x}");
    }

    @Test
    void isSilentOnceItIsClosed() {
        LogBridge bridge = new LogBridge(log);
        bridge.close();
        log.write(FakeEntry.of(LogLevel.INFO, "io.x.Y", "too late"));

        assertThat(seen.list).isEmpty();
    }

    private List<String> messages() {
        return seen.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
