package io.patchbay.benchmarks.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.JobsClient;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A site is recovered and undone, time and again, by one node with the real handlers: on the sandbox, or on a cloud that is named. */
public final class OpenStackBenchmark {
    private static final double LEAST_TASKS_PER_SECOND = 200;
    private static final double MOST_OF_IDEAL = 1.3;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int LOOK_MILLIS = 50;

    private OpenStackBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param arguments {@code --rounds=N}, {@code --instances=N}, {@code --networks=N}, {@code --volumes=N}; for a cloud other than the
     *     sandbox {@code --clouds=FILE} (a clouds.yaml), {@code --cloud=NAME} in it, {@code --pool=NAME} and {@code --pool-folder=DIR}
     *     of its volumes, {@code --public=NAME} of its external network; caps as {@link Caps#of} takes them; the system property {@code patchbay.home} names the
     *     distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (parts.length != 2) {
                System.err.println(
                        "bench openstack: " + argument + " is not NAME=VALUE: " + Arrays.toString(arguments));
                System.exit(2);
            }
            options.put(parts[0], parts[1]);
        }
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-openstack");
        boolean held;
        try {
            held = options.containsKey("clouds") ? onCloud(home, work, options) : onSandbox(home, work, options);
        } finally { // they hold passwords
            remove(work.resolve("conf"));
            remove(work.resolve("cloud"));
            remove(work.resolve("data"));
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean onSandbox(Path home, Path work, Map<String, String> options) throws Exception {
        Path cloud = Files.createDirectories(work.resolve("cloud"));
        try (ServerProcess sandbox = ServerProcess.start(work.resolve("sandbox.log"), sandboxCommand(home, cloud))) {
            System.out.println("a sandbox cloud at " + sandbox.url());
            Caps caps = Caps.of(options);
            conf(work, cloud.resolve("clouds.yaml"), "sandbox", "fast", cloud.resolve("volumes/fast"), caps);
            List<Round> rounds =
                    rounds(home, work, caps, site(options, "public", "fast"), number(options, "rounds", 12), false);
            List<Round> warm = rounds.subList(rounds.size() / 2, rounds.size()); // the JVM has seen it all by then
            double rate = median(warm.stream().map(Round::tasksPerSecond).toList());
            System.out.printf(
                    "%s: %.0f tasks/s   median of the last %d rounds, at least %.0f%s%n",
                    "sandbox",
                    rate,
                    warm.size(),
                    LEAST_TASKS_PER_SECOND,
                    rate < LEAST_TASKS_PER_SECOND ? "  FAILS" : "");
            return rate >= LEAST_TASKS_PER_SECOND;
        }
    }

    private static boolean onCloud(Path home, Path work, Map<String, String> options) throws Exception {
        String pool = options.getOrDefault("pool", "fast");
        String cloud = options.getOrDefault("cloud", "cloud");
        Caps caps = Caps.of(options);
        conf(work, Path.of(options.get("clouds")), cloud, pool, Path.of(options.get("pool-folder")), caps);
        SitePlan site = site(options, options.getOrDefault("public", "public"), pool);
        List<Round> rounds = rounds(home, work, caps, site, number(options, "rounds", 1), true);
        double ratio = median(rounds.stream().map(Round::ofIdeal).toList());
        System.out.printf(
                "%s: %.2f times the critical path of its waits for the cloud, with %s; at most %.1f%s%n",
                cloud, ratio, caps, MOST_OF_IDEAL, ratio > MOST_OF_IDEAL ? "  FAILS" : "");
        return ratio <= MOST_OF_IDEAL;
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** @param ofIdeal how much longer it took than the cloud alone would have; 1 where the cloud's time is not recorded */
    private record Round(double tasksPerSecond, double ofIdeal) {}

    private static List<String> sandboxCommand(Path home, Path folder) {
        return List.of(
                home.resolve("bin/patchbay").toString(),
                "sandbox",
                "--dir",
                folder.toString(),
                "--quota",
                "instances=-1",
                "--quota",
                "cores=-1",
                "--quota",
                "ram=-1",
                "--quota",
                "volumes=-1",
                "--quota",
                "gigabytes=-1");
    }

    /** The node's configuration: the cloud under the name that the plan has for it, and the folders of the storages. */
    private static void conf(Path work, Path clouds, String name, String pool, Path poolFolder, Caps caps)
            throws IOException {
        Path conf = Files.createDirectories(work.resolve("conf"));
        String yaml = Files.readString(clouds).replaceFirst("(?m)^  " + name + ":\\s*$", "  cloud:");
        Path file = conf.resolve("clouds.yaml");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, yaml);
        Path source = Files.createDirectories(work.resolve("protected"));
        ObjectMapper json = new ObjectMapper();
        json.writeValue(
                conf.resolve("io.patchbay.volumes.json").toFile(),
                Map.of("folder.protected", source.toString(), "folder." + pool, poolFolder.toString()));
        json.writeValue(conf.resolve("io.patchbay.migrator.json").toFile(), caps.configuration());
    }

    private static SitePlan site(Map<String, String> options, String publicNetwork, String pool) {
        return new SitePlan(
                number(options, "instances", 50),
                number(options, "networks", 5),
                number(options, "volumes", 100),
                publicNetwork,
                pool);
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(otherwise)));
    }

    private static List<Round> rounds(Path home, Path work, Caps caps, SitePlan site, int count, boolean recorded)
            throws Exception {
        for (int number = 0; number < site.volumes(); number++) {
            byte[] content = new byte[64 * 1024];
            Arrays.fill(content, (byte) number);
            Files.write(work.resolve("protected").resolve("volume-" + SitePlan.volume(number)), content);
        }
        List<Round> rounds = new ArrayList<>();
        Path data = work.resolve("data");
        try (ServerProcess node = ServerProcess.start(
                work.resolve("node.log"),
                List.of(
                        home.resolve("bin/patchbay").toString(),
                        "run",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--conf",
                        work.resolve("conf").toString()))) {
            String token = new ObjectMapper()
                    .readTree(data.resolve("credentials.json").toFile())
                    .path("admin")
                    .path("token")
                    .asText();
            JobsClient jobs = new JobsClient(node.url(), token);
            for (int number = 1; number <= count; number++) {
                String id = "bench-" + number;
                Optional<FlightRecording> recording =
                        recorded ? Optional.of(FlightRecording.start(node.pid(), id)) : Optional.empty();
                rounds.add(round(work, jobs, site, id, caps, recording));
            }
        }
        return rounds;
    }

    @SuppressWarnings("SystemOut")
    private static Round round(
            Path work, JobsClient jobs, SitePlan site, String id, Caps caps, Optional<FlightRecording> recording)
            throws Exception {
        jobs.submit(id, site.yaml(id));
        JsonNode job = await(jobs, id, "completed");
        if (!job.path("result").asText().equals("success")) {
            throw new IOException("job " + id + " had no success: " + failures(jobs.tasks(id)) + "; see " + work);
        }
        CloudTimes times = CloudTimes.NONE;
        if (recording.isPresent()) {
            Path file = work.resolve(id + ".jfr");
            recording.get().stop(file);
            times = CloudTimes.read(file, id);
        }
        Instant submitted = Instant.parse(job.path("submittedAt").asText());
        long millis = Duration.between(
                        submitted, Instant.parse(job.path("completedAt").asText()))
                .toMillis();
        CarriedOut carriedOut = CarriedOut.of(submitted, jobs.tasks(id), times);
        Ideal ideal = Ideal.of(carriedOut, caps);
        double ofIdeal = recording.isPresent() ? millis * 1000.0 / ideal.micros() : 1;
        String words = "%s: %d tasks in %,d ms, %.1f tasks/s"
                .formatted(
                        id,
                        carriedOut.tasks().size(),
                        millis,
                        carriedOut.tasks().size() * 1000.0 / millis);
        if (recording.isPresent()) {
            words += ", %.2f times the %,d ms that the cloud alone would have taken"
                    .formatted(ofIdeal, ideal.micros() / 1000);
        }
        Path gantt = work.resolve(id + ".html");
        Gantt.write(gantt, words, carriedOut, recording.isPresent() ? ideal.path() : List.of());
        jobs.operate(id, "rollback");
        Instant begun = Instant.now();
        await(jobs, id, "finished");
        System.out.printf(
                "%s; undone in %,d ms; %s%n",
                words, Duration.between(begun, Instant.now()).toMillis(), gantt);
        return new Round(carriedOut.tasks().size() * 1000.0 / millis, ofIdeal);
    }

    private static List<String> failures(List<JsonNode> tasks) {
        return tasks.stream()
                .filter(task -> task.path("result").asText().equals("failed"))
                .map(task -> task.path("id").asText() + " " + task.path("why"))
                .toList();
    }

    private static JsonNode await(JobsClient jobs, String id, String state) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode job = jobs.job(id);
            if (job.path("state").asText().equals(state)) {
                return job;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException("job " + id + " was not " + state + " within " + PATIENCE.toMinutes() + " minutes");
    }

    private static double median(List<Double> values) {
        return Stream.of(values.toArray(Double[]::new)).sorted().toList().get(values.size() / 2);
    }
}
