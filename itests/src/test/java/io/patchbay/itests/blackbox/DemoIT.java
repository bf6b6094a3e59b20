package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a new user starts it, and that it would notice if something did not work. */
class DemoIT {
    private static final Pattern FOLDER = Pattern.compile("/\\S*patchbay-demo-\\d+");
    private static final Pattern DASHBOARD =
            Pattern.compile("(?<url>http:\\S+)/console\\s.*?(?<credentials>/\\S+/credentials\\.json)", Pattern.DOTALL);

    @TempDir
    private Path temp;

    @Test
    void playsEveryStepWithinAMinuteAndCleansUp() throws Exception {
        long started = System.nanoTime();

        NodeProcess.Finished demo = NodeProcess.command("demo", "--once");

        assertThat(demo.status()).as(demo::output).isZero();
        assertThat(demo.output())
                .contains("20 of 20 steps held", "tasks by claim", "tasks by latch", "committed twice: 0", "each once")
                .doesNotContain("✗");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
        assertThat(folder(demo.output())).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"server", "used token", "watch", "swap", "claim"}) // one of each part: each plays all before it
    void failsAtTheStepThatIsBroken(String step) throws Exception {
        NodeProcess.Finished demo = NodeProcess.command("demo", "--once", "--break", step);

        assertThat(demo.status()).as(demo::output).isEqualTo(1);
        assertThat(demo.output().lines().filter(line -> line.startsWith("✗")))
                .as(demo::output)
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("✗ " + step + " "));
        assertThat(folder(demo.output())).doesNotExist();
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() throws Exception {
        NodeProcess.Finished demo = NodeProcess.command("demo", "--twice");

        assertThat(demo.status()).isEqualTo(2);
        assertThat(demo.output().strip()).isEqualTo("patchbay: --twice is no option of demo; there is --once");
    }

    @Test
    void keepsTheServerBusyAndTakesEverythingWithItWhenItIsKilled() throws Exception {
        Path output = temp.resolve("output");
        Process demo = new ProcessBuilder(System.getProperty("patchbay.home") + "/bin/patchbay", "demo")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        List<ProcessHandle> others;
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> Files.readString(output).contains("Ctrl-C"));
            await().atMost(Duration.ofSeconds(30)).until(() -> sessions(Files.readString(output)) > 10);
            others = demo.descendants().toList();
        } finally {
            demo.destroyForcibly().waitFor();
        }
        assertThat(others).hasSizeGreaterThanOrEqualTo(5);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(others).noneMatch(DemoIT::runs));
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(folder(Files.readString(output)))
                .doesNotExist());
    }

    /** How many clients are logged in, by the address and the credentials that the demo names. */
    private static int sessions(String output) throws Exception {
        Matcher dashboard = DASHBOARD.matcher(output);
        assertThat(dashboard.find()).as(output).isTrue();
        String token = new ObjectMapper()
                .readTree(Path.of(dashboard.group("credentials")).toFile())
                .path("admin")
                .path("token")
                .asText();
        Answer answer = new WorkerApi(dashboard.group("url"), token).get("/sessions?limit=1");
        return answer.json().path("total").asInt();
    }

    /** A process that has ended but that nobody has waited for has no command any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static Path folder(String output) {
        Matcher found = FOLDER.matcher(output);
        assertThat(found.find()).as(output).isTrue();
        return Path.of(found.group());
    }
}
