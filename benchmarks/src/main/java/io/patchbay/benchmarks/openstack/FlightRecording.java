package io.patchbay.benchmarks.openstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Flight Recorder records of another process, started and ended by {@code jcmd}. Confined to one thread. */
final class FlightRecording {
    private final long pid;
    private final String name;

    private FlightRecording(long pid, String name) {
        this.pid = pid;
        this.name = name;
    }

    static FlightRecording start(long pid, String name) throws IOException, InterruptedException {
        FlightRecording started = new FlightRecording(pid, name);
        started.command("JFR.start");
        return started;
    }

    /** Ends it, and leaves it in a file. */
    void stop(Path file) throws IOException, InterruptedException {
        command("JFR.stop", "filename=" + file);
    }

    private void command(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                                .toString(),
                                        String.valueOf(pid)),
                                Stream.of(words)),
                        Stream.of("name=" + name))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " said " + said);
        }
    }
}
