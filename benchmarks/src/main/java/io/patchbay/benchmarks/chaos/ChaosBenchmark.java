package io.patchbay.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A long storm for each election to begin with. */
public final class ChaosBenchmark {
    private static final long TAKEOVER_MILLIS = 3500; // the session and two seconds

    private ChaosBenchmark() {}

    /**
     * Has them rage, prints what came of them, and exits with 1 if something did that must not.
     *
     * @param arguments {@code --short}, or the seed of the storms, or nothing; the system properties {@code patchbay.home} and
     *     {@code patchbay.plan} name the distribution and the plan
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        ChaosSize size = List.of(arguments).contains("--short") ? ChaosSize.SHORT : ChaosSize.LONG;
        long seed = List.of(arguments).stream()
                .filter(argument -> argument.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseGet(System::currentTimeMillis);
        System.out.println("seed " + seed);
        boolean held = true;
        for (String election : List.of("claim", "latch")) {
            Path work = Files.createTempDirectory("patchbay-bench-chaos");
            ChaosReport report = Chaos.run(
                    Path.of(System.getProperty("patchbay.home")).toAbsolutePath(),
                    work,
                    Path.of(System.getProperty("patchbay.plan")),
                    size,
                    election,
                    seed,
                    step -> System.out.println(election + " first: " + step));
            boolean soon = report.slowestTakeoverMillis() <= TAKEOVER_MILLIS;
            System.out.printf(
                    "%s first: %s, the slowest takeover after %,d ms (at most %,d ms%s)%n",
                    election, report.summary(), report.slowestTakeoverMillis(), TAKEOVER_MILLIS, soon ? "" : "  FAILS");
            report.faults().forEach(System.out::println);
            if (soon && report.faults().isEmpty()) {
                remove(work);
            } else {
                held = false;
                System.out.println("the logs of the nodes are in " + work);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
