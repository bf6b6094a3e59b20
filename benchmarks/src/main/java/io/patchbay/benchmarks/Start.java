package io.patchbay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Start to ready beside the bare Felix bundle list, in turns, and the memory of an idle node. */
public final class Start {
    private static final int RUNS = 5;
    private static final double MOST_RATIO = 1.6;
    private static final double MOST_MEGABYTES = 300;
    private static final int IDLE_SECONDS = 15;

    private Start() {}

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-start");
        Path bare = Files.createDirectories(work.resolve("bare"));
        Files.createSymbolicLink(bare.resolve("bundles"), home.resolve("bundles"));
        Files.createDirectories(bare.resolve("features"));
        Files.copy(home.resolve("features/1-runtime.json"), bare.resolve("features/1-runtime.json"));

        List<Double> ours = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        double resident = 0;
        for (int run = 0; run <= RUNS; run++) {
            double bareMillis;
            try (ServerProcess peer =
                    ServerProcess.start(work.resolve("bare.log"), bareCommand(home, bare, work, run))) {
                bareMillis = peer.readyAfterMillis();
            }
            try (ServerProcess node = ServerProcess.start(
                    work.resolve("node.log"),
                    List.of(
                            home.resolve("bin/patchbay").toString(),
                            "run",
                            "--port",
                            "0",
                            "--data",
                            work.resolve("data" + run).toString()))) {
                if (run > 0) { // the first of each only warms the disk's cache
                    ours.add(node.readyAfterMillis());
                    ratios.add(node.readyAfterMillis() / bareMillis);
                }
                if (run == RUNS) {
                    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                    resident = node.residentMegabytes();
                }
            }
        }
        System.out.printf("start to ready           %6.0f ms   median of %d%n", median(ours), RUNS);
        System.out.printf("ratio to bare Felix      %6.2f      at most %.1f%n", median(ratios), MOST_RATIO);
        System.out.printf("resident memory, idle    %6.0f MB   below %.0f%n", resident, MOST_MEGABYTES);
        System.exit(median(ratios) <= MOST_RATIO && resident < MOST_MEGABYTES ? 0 : 1);
    }

    private static List<String> bareCommand(Path home, Path bare, Path work, int run) throws IOException {
        // the same options as bin/patchbay gives a node
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-DJETTY_AVAILABLE_PROCESSORS=8",
                "-Xms512m",
                "-Xmn96m",
                "-Xmx1g",
                "-XX:MetaspaceSize=96m",
                "-XX:+UseParallelGC",
                "-Dlogback.configurationFile=file:" + home.resolve("conf/logback.xml"),
                "-Dpatchbay.data=" + work.resolve("bare-data" + run),
                "-cp",
                System.getProperty("java.class.path"),
                BareFelix.class.getName(),
                bare.toString(),
                work.resolve("bare-data" + run).toString());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
