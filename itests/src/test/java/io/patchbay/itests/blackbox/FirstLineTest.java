package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLineTest {
    private Process process;

    @AfterEach
    void end() {
        process.destroyForcibly().onExit().join();
    }

    private Process run(String script) throws IOException {
        process = new ProcessBuilder("sh", "-c", script).start();
        return process;
    }

    @Test
    void leavesAProcessAloneThatHasStarted() throws IOException {
        assertThat(FirstLine.of(run("echo ready; exec sleep 600"), "ready"::equals))
                .isEqualTo("ready");

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void endsAProcessThatSaysSomethingElse() throws IOException {
        assertThatThrownBy(() -> FirstLine.of(run("echo no; exec sleep 600"), "ready"::equals))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no");

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void tellsWhatIsInTheLogOfAProcessThatEnds(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "the port is taken");

        assertThatThrownBy(() -> FirstLine.of(run("exit 1"), "ready"::equals, log))
                .hasMessageContaining("nothing to its end")
                .hasMessageContaining("the port is taken");
    }
}
