package io.patchbay.console.internal.webconsole;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.console.internal.ShellStreams;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a real shell. */
class ShellRunsTest {
    private final CommandProcessorImpl shell = new CommandProcessorImpl(ShellStreams.get());
    private final ShellRuns runs = new ShellRuns(shell, Duration.ofSeconds(60));

    /** Commands of the test. */
    public static final class Commands {
        public String say(String text) {
            return text;
        }

        public void fail() {
            throw new IllegalStateException("as it was told");
        }

        public void hang() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        public String much() {
            return "x".repeat(1_000_000);
        }
    }

    @BeforeEach
    void begin() {
        for (String command : new String[] {"say", "fail", "hang", "much"}) {
            shell.addCommand("test", new Commands(), command);
        }
    }

    @AfterEach
    void end() {
        runs.close();
        shell.stop();
    }

    @Test
    void answersWithTheResult() throws Exception {
        assertThat(runs.run("test:say hello", "who", "me")).isEqualTo("hello\n");
    }

    @Test
    void setsTheVariable() throws Exception {
        assertThat(runs.run("test:say $who", "who", "me")).isEqualTo("me\n");
    }

    @Test
    void saysWhatWentWrong() throws Exception {
        assertThat(runs.run("test:fail", "who", "me")).isEqualTo("as it was told\n");
        assertThat(runs.run("test:nothing", "who", "me")).contains("test:nothing");
    }

    @Test
    void interruptsWhatTakesTooLong() throws Exception {
        try (ShellRuns impatient = new ShellRuns(shell, Duration.ofMillis(10))) {
            assertThat(impatient.run("test:hang", "who", "me")).contains("interrupted after");
        }
    }

    @Test
    void keepsTheBeginningOfWhatIsTooLong() throws Exception {
        assertThat(runs.run("test:much", "who", "me"))
                .hasSizeLessThan(300_000)
                .endsWith("and more, which is not shown");
    }
}
