package io.patchbay.coordination.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts it as the command line does, in a JVM of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StandaloneZooKeeperTest {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void saysWhereItServesAndStopsOnSigterm() throws Exception {
        Process process = start("--port", "0", "--data", folder.toString());
        try (BufferedReader output = process.inputReader()) {
            String ready = output.readLine();

            assertThat(ready).matches("ready 127\\.0\\.0\\.1:\\d+");
            ZooKeeper client = new ZooKeeper(ready.substring("ready ".length()), 5000, event -> {});
            assertThat(client.getChildren("/", false)).contains("zookeeper");
            client.close();
            process.destroy();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesAnUnknownOptionWithOneLineAndCode2() throws Exception {
        Process process = start("--bogus");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(process.errorReader().lines()).containsExactly("patchbay zookeeper: unknown option --bogus");
    }

    @Test
    void refusesAFileAsItsFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Process process = start("--data", file.toString());

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(process.errorReader().lines())
                .singleElement()
                .asString()
                .startsWith("patchbay zookeeper: --data " + file + " cannot be used: ");
    }

    @Test
    void refusesDataThatIsInUse() throws Exception {
        Process first = start("--port", "0", "--data", folder.toString());
        assertThat(first.inputReader().readLine()).startsWith("ready");

        Process second = start("--port", "0", "--data", folder.toString());

        assertThat(second.waitFor()).isEqualTo(2);
        assertThat(second.errorReader().lines())
                .containsExactly("patchbay zookeeper: --data " + folder + " is in use by another process");
    }

    @Test
    void endsIfItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--port", String.valueOf(taken.getLocalPort()), "--data", folder.toString());

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(process.errorReader().lines())
                    .singleElement()
                    .asString()
                    .contains("cannot start on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StandaloneZooKeeper.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }
}
