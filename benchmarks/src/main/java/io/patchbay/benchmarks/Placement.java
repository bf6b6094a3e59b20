package io.patchbay.benchmarks;

import java.util.Collection;
import java.util.Set;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Decisions beside what the JDK's collections need for the least of the work, and a million tasks. */
public final class Placement {
    private static final double LEAST_RATIO = 0.25;
    private static final Set<String> SLOWER =
            Set.of("weight-robin"); // it looks at every candidate, as its definition asks

    private Placement() {}

    /**
     * Measures and prints.
     *
     * @param arguments strategies to measure; all if there are none. {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        boolean held = BulkTasks.run();
        Collection<RunResult> baselines =
                new Runner(options(BaselineBenchmark.class).build()).run();
        System.out.printf("%n%-14s %8s %12s %12s %8s%n", "strategy", "workers", "baseline", "decision", "ratio");
        for (RunResult decision : decisions(arguments)) {
            String strategy = decision.getParams().getParam("strategy");
            double least = nanos(baselines.stream()
                    .filter(baseline -> workers(baseline) == workers(decision))
                    .findFirst()
                    .orElseThrow());
            double ratio = least / nanos(decision);
            boolean bound = !SLOWER.contains(strategy);
            held &= !bound || ratio >= LEAST_RATIO;
            System.out.printf(
                    "%-14s %,8d %9.0f ns %9.0f ns %8.2f   %s%n",
                    strategy,
                    workers(decision),
                    least,
                    nanos(decision),
                    ratio,
                    bound ? "at least " + LEAST_RATIO : "no bound");
        }
        if (arguments.length == 0) {
            printCases();
        }
        System.exit(held ? 0 : 1);
    }

    private static Collection<RunResult> decisions(String[] strategies) throws RunnerException {
        ChainedOptionsBuilder options = options(DecisionBenchmark.class);
        return new Runner((strategies.length == 0 ? options : options.param("strategy", strategies)).build()).run();
    }

    @SuppressWarnings("SystemOut")
    private static void printCases() throws RunnerException {
        System.out.printf("%n%-36s %12s %12s%n", "least-used, 1,000 workers", "mean", "p99");
        printCase("as above", options(DecisionBenchmark.class));
        printCase("every preference different", options(DecisionBenchmark.class).param("unlike", "true"));
        printCase("10,000 reports/s beside", options(DecisionBenchmark.class).param("reportsPerSecond", "10000"));
        printCase("100,000 live tasks", options(DecisionBenchmark.class).param("liveTasks", "100000"));
    }

    @SuppressWarnings("SystemOut")
    private static void printCase(String name, ChainedOptionsBuilder options) throws RunnerException {
        RunResult result = new Runner(options.param("strategy", "least-used")
                        .param("workers", "1000")
                        .mode(Mode.SampleTime)
                        .build())
                .runSingle();
        double p99 = result.getPrimaryResult().getStatistics().getPercentile(99);
        System.out.printf("%-36s %9.0f ns %9.0f ns%n", name, nanos(result), p99);
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark) {
        return new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\..*")
                .jvmArgs(
                        "-Xms1g",
                        "-Xmx1g",
                        property("patchbay.home"),
                        property("logback.configurationFile"),
                        property("java.util.logging.config.file"))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static String property(String name) {
        return "-D" + name + "=" + System.getProperty(name);
    }

    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static int workers(RunResult result) {
        return Integer.parseInt(result.getParams().getParam("workers"));
    }
}
