package io.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path folder;

    @Test
    void aServerDoesNotOutliveABenchmarkThatExitsInTheMiddle() throws Exception {
        Process benchmark = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Broken.class.getName(),
                        folder.resolve("log").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String server = new String(benchmark.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(benchmark.waitFor()).isEqualTo(Broken.STATUS);
        assertThat(ProcessHandle.of(Long.parseLong(server))).isEmpty();
    }

    /** A benchmark whose client is broken. */
    static final class Broken {
        private static final int STATUS = 7;

        private Broken() {}

        /** Says the id of its server's process, and exits. */
        @SuppressWarnings("SystemOut") // the test reads it
        public static void main(String[] arguments) throws IOException {
            ServerProcess server = ServerProcess.start(
                    Path.of(arguments[0]), List.of("/bin/sh", "-c", "echo ready here; exec sleep 600"));
            System.out.println(server.pid());
            System.exit(STATUS);
        }
    }
}
