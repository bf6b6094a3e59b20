package io.patchbay.store.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.NewToken;
import io.patchbay.support.OrderedIds;
import io.patchbay.support.RandomIds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Measures what a token costs, apart from tests: {@code TokenBench [rate] [seconds] [ordered|random] [commitIntervalMillis] [url]}.
 */
final class TokenBench {
    private TokenBench() {}

    public static void main(String[] arguments) throws IOException {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        boolean ordered = arguments.length < 3 || arguments[2].equals("ordered");
        long interval = arguments.length > 3 ? Long.parseLong(arguments[3]) : 20;
        String url = arguments.length > 4 ? arguments[4] : "";
        Path folder = Files.createTempDirectory("patchbay-bench-");
        StoreSettings settings = new StoreSettings(url, "", "", 8, 2000, 5000, 1000, 60_000, interval);
        try (OpenStore store =
                OpenStore.at(settings, folder, FixedCredentials.FIRST).opened()) {
            OrderedIds ids = new OrderedIds(Clock.systemUTC());
            System.out.println(
                    "warm-up: " + run(store, ordered ? ids::next : RandomIds::hex24, Math.max(rate, 3000), 10));
            System.out.println("measured: " + run(store, ordered ? ids::next : RandomIds::hex24, rate, seconds));
            System.out.println(sizeOf(folder) / 1024 + " kB of files");
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static String run(OpenStore store, java.util.function.Supplier<String> ids, int rate, int seconds) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        Map<String, Long> before = cpuByThread();
        long start = System.nanoTime();
        int total = rate * seconds;
        Semaphore done = new Semaphore(0);
        LongAdder failed = new LongAdder();
        LongAdder waited = new LongAdder();
        for (int i = 0; i < total; i++) {
            long due = start + i * 1_000_000_000L / rate;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            store.clock.advance(Duration.ofMillis(i % Math.max(1, rate / 1000) == 0 ? Math.max(1, 1000 / rate) : 0));
            NewToken token = new NewToken(
                    ids.get(),
                    RandomIds.hex24(),
                    "573eab88111478bb3526421b",
                    "573eab88111478bb3526421c",
                    "user" + i,
                    "presenter",
                    Attributes.of("isp", "isp", "region", "region"),
                    "127.0.0.1:8080",
                    false,
                    180_000);
            long asked = System.nanoTime();
            store.tokens.issue(token).whenComplete((issued, failure) -> {
                if (failure != null) {
                    failed.increment();
                }
                waited.add(System.nanoTime() - asked);
                done.release();
            });
        }
        done.acquireUninterruptibly(total);
        return String.format(
                        "%d tokens at %d/s, %d failed: %.1f us of CPU each, all threads; %.1f ms until acknowledged",
                        total,
                        rate,
                        failed.sum(),
                        (system.getProcessCpuTime() - cpu) / 1e3 / total,
                        waited.sum() / 1e6 / total)
                + breakdown(before, total);
    }

    private static String breakdown(Map<String, Long> before, int total) {
        StringBuilder text = new StringBuilder();
        cpuByThread().forEach((name, nanos) -> {
            double micros = (nanos - before.getOrDefault(name, 0L)) / 1e3 / total;
            if (micros >= 1) {
                text.append(String.format("%n  %-30s %.1f us", name, micros));
            }
        });
        return text.toString();
    }

    private static Map<String, Long> cpuByThread() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Long> cpu = new TreeMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                cpu.merge(thread.getThreadName(), threads.getThreadCpuTime(thread.getThreadId()), Long::sum);
            }
        }
        return cpu;
    }

    private static long sizeOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
