package io.patchbay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, whose use of CPU and memory the kernel counts; it does not outlive this one. Confined to the benchmark's thread. */
public final class ServerProcess implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux we run on
    private static final long END_SECONDS = 10;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static { // a benchmark exits where a client is broken, and would leave its servers behind
        Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::endAll, "servers-end"));
    }

    private final Process process;
    private final String url;
    private final double readyAfterMillis;

    private ServerProcess(Process process, String url, double readyAfterMillis) {
        this.process = process;
        this.url = url;
        this.readyAfterMillis = readyAfterMillis;
    }

    /** Runs a command until it prints {@code ready URL}. */
    public static ServerProcess start(Path log, List<String> command) throws IOException {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        RUNNING.add(process);
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            RUNNING.remove(process);
            throw new IOException("not ready but said " + line + "; see " + log);
        }
        return new ServerProcess(process, line.substring("ready ".length()), (System.nanoTime() - started) / 1e6);
    }

    public String url() {
        return url;
    }

    public double readyAfterMillis() {
        return readyAfterMillis;
    }

    public long pid() {
        return process.pid();
    }

    /** Seconds of CPU, of user and kernel, since the process began. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND; // utime, stime
    }

    /** Resident memory in megabytes. */
    public double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("the kernel tells no VmRSS");
    }

    /** Ends it at once, as {@code kill -9} does, and waits for that. */
    public void kill() {
        process.destroyForcibly().onExit().join();
        RUNNING.remove(process);
    }

    @Override
    public void close() throws IOException {
        end(process);
        RUNNING.remove(process);
    }

    private static void endAll() {
        RUNNING.forEach(Process::destroy); // together, so that none waits for another
        RUNNING.forEach(ServerProcess::end);
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
