package io.patchbay.benchmarks.lobby;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's nginx, which serves a folder with two workers and without an access log. Confined to the benchmark's thread. */
final class Nginx implements AutoCloseable {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ
    private static final long START_SECONDS = 10;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx start(Path work, Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                work.resolve("nginx.conf"),
                """
                worker_processes 2; daemon off; user root; pid %s/nginx.pid; error_log %s/nginx.log;
                events { worker_connections 1024; }
                http { access_log off; sendfile on; tcp_nopush on; server { listen 127.0.0.1:%d; root %s; } }
                """
                        .formatted(work, work, port, folder));
        Process process = new ProcessBuilder("/usr/sbin/nginx", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("nginx.out").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.awaitListening();
        return nginx;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Seconds of CPU, of user and kernel, of it and its workers. */
    double cpuSeconds() throws IOException {
        long ticks = 0;
        List<ProcessHandle> all = process.descendants().toList();
        for (ProcessHandle worker : all) {
            String stat = Files.readString(Path.of("/proc", String.valueOf(worker.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // utime, stime
        }
        return ticks / TICKS_PER_SECOND;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                probe.setTcpNoDelay(true);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                    throw new IOException("nginx does not listen", notYet);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
