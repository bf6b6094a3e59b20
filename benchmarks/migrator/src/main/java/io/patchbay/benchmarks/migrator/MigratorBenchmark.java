package io.patchbay.benchmarks.migrator;

import io.patchbay.benchmarks.PostgreSql;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How fast recovery jobs are, beside peers that do the same in the same run. */
public final class MigratorBenchmark {
    private static final String CLAIM = "patchbay claim";
    private static final int FULL = 10_000;

    /** Graphs that are not counted: an engine has run for a while when a site is lost. */
    private static final int WARM_UP = 3;

    private static final int SOME = 1000;
    private static final int TASK_MILLIS = 20;
    private static final int NODES = 3;
    private static final int MILLIS = 1000;

    private final Path home;
    private final Path work;
    private final Wanted wanted;
    private final Table table = new Table();

    private MigratorBenchmark(Path home, Path work, Wanted wanted) {
        this.home = home;
        this.work = work;
        this.wanted = wanted;
    }

    /** A part of the benchmark. */
    private enum Part {
        SHAPES,
        WAITS,
        NODES
    }

    /** What the command line asks for. */
    private record Wanted(List<Part> parts, int rounds, int divisor) {
        static Wanted read(String[] arguments) {
            List<Part> parts = new ArrayList<>();
            int rounds = 5;
            int divisor = 1;
            for (String argument : arguments) {
                Optional<Part> part = Stream.of(Part.values())
                        .filter(known -> known.name().equalsIgnoreCase(argument))
                        .findFirst();
                if (part.isPresent()) {
                    parts.add(part.get());
                } else if (argument.matches("--rounds=[1-9]\\d?")) {
                    rounds = Integer.parseInt(argument.substring("--rounds=".length()));
                } else if (argument.matches("--divide-by=[1-9]\\d{0,3}")) {
                    divisor = Integer.parseInt(argument.substring("--divide-by=".length()));
                } else {
                    throw new IllegalArgumentException("there is no '" + argument + "'; there are shapes, waits, nodes,"
                            + " --rounds=N (5), --divide-by=N (1; smaller graphs, to try it)");
                }
            }
            return new Wanted(parts.isEmpty() ? List.of(Part.values()) : parts, rounds, divisor);
        }
    }

    /** Something that is measured once a round. */
    private interface Measure {
        double take() throws Exception;
    }

    /**
     * Measures, prints, and exits with 1 where a bound does not hold.
     *
     * @param arguments parts, or none for all, and options; the system property {@code patchbay.home} names the distribution
     */
    public static void main(String[] arguments) throws Exception {
        Wanted wanted;
        try {
            wanted = Wanted.read(arguments);
        } catch (IllegalArgumentException unknown) {
            System.err.println("patchbay bench migrator: " + unknown.getMessage());
            System.exit(2);
            return;
        }
        Path work = Files.createTempDirectory("patchbay-bench-migrator");
        MigratorBenchmark benchmark = new MigratorBenchmark(
                Path.of(System.getProperty("patchbay.home")).toAbsolutePath(), work, wanted);
        boolean held = false;
        try {
            benchmark.run();
            held = benchmark.table.held();
        } catch (Exception failed) { // whatever it is: the nodes must not keep this process alive
            System.err.println("patchbay bench migrator: " + failed);
        } finally {
            remove(work);
            Runtime.getRuntime().halt(held ? 0 : 1);
        }
    }

    private void run() throws Exception {
        if (wanted.parts().contains(Part.SHAPES)) {
            shapes();
        }
        if (wanted.parts().contains(Part.WAITS)) {
            try (Nodes nodes = Nodes.alone(home, work, "claim")) {
                waits(nodes);
            }
        }
        if (wanted.parts().contains(Part.NODES)) {
            nodes();
        }
    }

    private void shapes() throws Exception {
        Optional<PostgreSql> database = PostgreSql.start();
        List<Engine> engines = new ArrayList<>();
        try {
            engines.add(Nodes.alone(home, work, "claim"));
            engines.add(Nodes.alone(home, work, "latch"));
            engines.add(new Temporal());
            if (database.isPresent()) {
                engines.add(new DbScheduler(database.get().url()));
            }
            for (Engine engine : engines) {
                warmUp(engine, Shape.recovery(SOME / wanted.divisor()));
            }
            for (int steps : List.of(SOME, FULL)) {
                shape(Shape.recovery(steps / wanted.divisor()), engines);
            }
        } finally {
            for (Engine engine : engines) {
                engine.close();
            }
            if (database.isPresent()) {
                database.get().close();
            }
        }
    }

    private static void warmUp(Engine engine, Shape shape) throws Exception {
        for (int graph = 0; graph < WARM_UP; graph++) {
            engine.run(shape);
        }
    }

    /** Tasks a second of each engine on one shape; they take turns. */
    private void shape(Shape shape, List<Engine> engines) throws Exception {
        Map<String, Measure> measures = new LinkedHashMap<>();
        engines.forEach(engine -> measures.put(engine.name(), () -> shape.size() / engine.run(shape)));
        Map<String, Double> rates = medians(measures);
        String what = String.format("%,d tasks: ", shape.size());
        rates.forEach((engine, rate) -> table.tell(what + engine, "tasks/s", rate));
        ratio(what, rates, "temporal", 2);
        ratio(what, rates, "db-scheduler", 3);
    }

    private void ratio(String what, Map<String, Double> rates, String peer, double bound) {
        if (rates.containsKey(peer)) {
            table.atLeast(what + CLAIM + " / " + peer, "×", rates.get(CLAIM) / rates.get(peer), bound);
        }
    }

    private void waits(Nodes nodes) throws Exception {
        warmUp(nodes, Shape.recovery(SOME / wanted.divisor()));
        Shape hundred = Shape.recovery(100);
        Shape full = Shape.recovery(FULL / wanted.divisor());
        Shape chain = Shape.chain(200);
        Map<String, Measure> measures = new LinkedHashMap<>();
        measures.put("first", () -> nodes.begin(hundred));
        measures.put("accept", () -> nodes.accept(full));
        measures.put("chain", () -> nodes.run(chain));
        Map<String, Double> medians = medians(measures);
        table.below("100 tasks: until the first is begun", "ms", medians.get("first") * MILLIS, 20);
        table.below(
                String.format("%,d tasks: until they are accepted", full.size()),
                "ms",
                medians.get("accept") * MILLIS,
                MILLIS);
        table.below("a chain of 200", "ms", medians.get("chain") * MILLIS, 2 * MILLIS);
    }

    private void nodes() throws Exception {
        Path data = Files.createDirectories(work.resolve("zookeeper"));
        List<String> command =
                List.of(home.resolve("bin/patchbay").toString(), "zookeeper", "--port", "0", "--data", data.toString());
        try (ServerProcess zooKeeper = ServerProcess.start(work.resolve("zookeeper.log"), command);
                Nodes one = Nodes.sharing(home, work, zooKeeper.url(), 1, TASK_MILLIS);
                Nodes three = Nodes.sharing(home, work, zooKeeper.url(), NODES, TASK_MILLIS)) {
            Shape flat = Shape.flat(2 * SOME / wanted.divisor());
            warmUp(one, flat);
            warmUp(three, flat);
            Map<String, Measure> measures = new LinkedHashMap<>();
            measures.put("one", () -> flat.size() / one.run(flat));
            measures.put("three", () -> flat.size() / three.run(flat));
            Map<String, Double> rates = medians(measures);
            table.tell("tasks of 20 ms, 16 at once: one node", "tasks/s", rates.get("one"));
            table.tell("tasks of 20 ms, 16 at once: three nodes", "tasks/s", rates.get("three"));
            table.atLeast("three nodes / one", "×", rates.get("three") / rates.get("one"), 2);
        }
    }

    /** Each is measured once a round, in turn. */
    private Map<String, Double> medians(Map<String, Measure> measures) throws Exception {
        Map<String, List<Double>> taken = new LinkedHashMap<>();
        for (int round = 0; round < wanted.rounds(); round++) {
            for (Map.Entry<String, Measure> measure : measures.entrySet()) {
                taken.computeIfAbsent(measure.getKey(), first -> new ArrayList<>())
                        .add(measure.getValue().take());
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        taken.forEach((name, values) ->
                medians.put(name, values.stream().sorted().toList().get(values.size() / 2)));
        return medians;
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
