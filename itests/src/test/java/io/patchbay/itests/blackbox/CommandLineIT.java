package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line refuses: one line that names the option, exit status 2. */
class CommandLineIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot 8080|--prot is no option here",
                "--port 70000|--port must be a number from 0 to 65535",
                "--port eight|--port must be a number from 0 to 65535",
                "--port|--port needs a value",
                "--set oops|--set must read PID:key=value",
                "--bind 0.0.0.0|--insecure",
                "--bind nowhere.invalid|--bind nowhere.invalid is no address",
                "--advertise somewhere|--advertise must be HOST:PORT",
                "--zookeeper localhost|--zookeeper must be HOST:PORT",
                "--database mysql:x|--database must be a JDBC URL",
                "--node a/b|--node must be",
                "--admin-from everyone|--admin-from must be CIDR",
                "--port 1 --port 2|--port is given more than once"
            })
    void refusesABadOption(String options, String message) throws Exception {
        NodeProcess.Finished finished = NodeProcess.command(("run " + options).split(" "));

        assertThat(finished.output()).contains(message).hasLineCount(1);
        assertThat(finished.status()).isEqualTo(2);
    }

    @Test
    void refusesAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeProcess.Finished finished = NodeProcess.command(
                    "run", "--data", folder.resolve("data").toString(), "--port", String.valueOf(taken.getLocalPort()));

            assertThat(finished.output())
                    .contains("--port " + taken.getLocalPort())
                    .hasLineCount(1);
            assertThat(finished.status()).isEqualTo(2);
        }
    }

    @Test
    void refusesAPortThatIsTakenForZooKeeper() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            NodeProcess.Finished finished = NodeProcess.command(
                    "zookeeper",
                    "--data",
                    folder.resolve("data").toString(),
                    "--port",
                    String.valueOf(taken.getLocalPort()));

            assertThat(finished.output())
                    .contains("cannot start on 127.0.0.1:" + taken.getLocalPort())
                    .hasLineCount(1);
            assertThat(finished.status()).isEqualTo(1);
        }
    }

    @Test
    void servesACloudToTryThingsOn() throws Exception {
        Process sandbox = new ProcessBuilder(
                        HOME.resolve("bin/patchbay").toString(),
                        "sandbox",
                        "--dir",
                        folder.resolve("cloud").toString())
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).matches("ready http://127\\.0\\.0\\.1:\\d+");
            assertThat(output.lines().limit(8)).contains("      username: admin");
        } finally {
            sandbox.destroyForcibly().waitFor();
        }
    }

    @Test
    void refusesDataOfANewerVersion() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("format"), "99\n");

        NodeProcess.Finished finished = NodeProcess.command("run", "--port", "0", "--data", data.toString());

        assertThat(finished.output()).contains("has format 99").hasLineCount(1);
        assertThat(finished.status()).isEqualTo(2);
    }

    @Test
    void refusesCredentialsThatItCannotRead() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("credentials.json"), "{broken");

        NodeProcess.Finished finished = NodeProcess.command("run", "--port", "0", "--data", data.toString());

        assertThat(finished.output()).contains("credentials.json is no JSON").hasLineCount(1);
        assertThat(finished.status()).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownWord() throws Exception {
        NodeProcess.Finished finished = NodeProcess.command("rnu");

        assertThat(finished.output()).contains("rnu is no word");
        assertThat(finished.status()).isEqualTo(2);
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(NodeProcess.command("version")).isEqualTo(new NodeProcess.Finished(0, "patchbay 0.1.0\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "zookeeper", "demo", "backup", "restore", "new", "verify"})
    void helpsWithAWord(String word) throws Exception {
        NodeProcess.Finished finished = NodeProcess.command(word, "--help");

        assertThat(finished.output()).startsWith("usage: patchbay WORD").contains("  " + word + " ");
        assertThat(finished.status()).isZero();
    }

    @Test
    void namesEveryWordInItsHelp() throws Exception {
        assertThat(NodeProcess.command("help").output())
                .contains(List.of(
                        "run", "demo", "zookeeper", "backup", "restore", "new", "verify", "version", "plan", "recover"))
                .contains(List.of(
                        "status",
                        "sessions",
                        "rooms",
                        "swap",
                        "drain",
                        "workers",
                        "tasks",
                        "explain",
                        "plugins",
                        "pin",
                        "unpin",
                        "jobs",
                        "matches",
                        "observers"));
    }
}
