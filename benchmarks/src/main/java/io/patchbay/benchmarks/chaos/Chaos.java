package io.patchbay.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Three nodes on one ZooKeeper carry jobs out that share resources, while one thing after the other is stopped, killed, restarted or
 * cut; the election is changed in the middle. Then all jobs but two are undone, and the logs are checked. Confined to one thread.
 */
public final class Chaos implements AutoCloseable {
    private static final List<String> COMMON = List.of("spec.small", "spec.large", "keypair.ops");
    private static final int NODES = 3;
    private static final int KEPT = 2;
    private static final int TASK_MILLIS = 500;
    private static final int TOLD_EVERY = 20;
    private static final int LOOK_MILLIS = 200;
    private static final int HEAD_START_MILLIS = 1500; // in which tasks begin
    private static final int LONGEST_MILLIS = 3000;
    private static final String COMPLETED = "completed";
    private static final String FINISHED = "finished";

    private final Path home;
    private final Path work;
    private final String plan;
    private final ChaosSize size;
    private final Random random;
    private final int port;
    private final long deadline;
    private final List<ChaosNode> nodes = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private final Consumer<String> progress;
    private ServerProcess zooKeeper;

    private Chaos(Path home, Path work, Path plan, ChaosSize size, long seed, Consumer<String> progress)
            throws IOException {
        this.home = home;
        this.work = work;
        this.plan = Files.readString(plan);
        this.size = size;
        this.progress = progress;
        this.random = new Random(seed);
        this.port = freePort();
        this.deadline = System.nanoTime() + size.patience().toNanos();
    }

    /**
     * Starts everything, has the storm rage, and tells what came of it.
     *
     * @param home of the distribution
     * @param work an empty folder
     * @param plan one of three tenants, alpha, beta and gamma, as in the examples
     * @param first the election to begin with; the other one takes its place in the middle
     * @param seed repeats the same disturbances, though not at the same moments
     * @param progress is told how far it is, now and then
     */
    public static ChaosReport run(
            Path home, Path work, Path plan, ChaosSize size, String first, long seed, Consumer<String> progress)
            throws IOException, InterruptedException {
        try (Chaos chaos = new Chaos(home, work, plan, size, seed, progress)) {
            chaos.start(first);
            chaos.rage(first.equals("claim") ? "latch" : "claim");
            progress.accept("the storm is over");
            chaos.await(chaos.jobs, COMPLETED);
            progress.accept("all " + chaos.jobs.size() + " jobs are completed");
            List<String> undone = chaos.jobs.subList(0, chaos.jobs.size() - KEPT);
            chaos.undo(undone);
            chaos.await(undone, FINISHED);
            progress.accept(undone.size() + " jobs are undone");
            return chaos.report();
        }
    }

    private void start(String election) throws IOException {
        startZooKeeper();
        for (int number = 1; number <= NODES; number++) {
            Wire wire = new Wire(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            nodes.add(new ChaosNode(home, work.resolve("node-" + number), wire, election, TASK_MILLIS));
        }
    }

    private void startZooKeeper() throws IOException {
        zooKeeper = ServerProcess.start(
                work.resolve("zookeeper.log"),
                List.of(
                        home.resolve("bin/patchbay").toString(),
                        "zookeeper",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        work.resolve("zookeeper").toString()));
    }

    private void rage(String other) throws IOException, InterruptedException {
        for (int number = 0; number < size.disturbances(); number++) {
            while (jobs.size() * size.disturbances() <= number * size.jobs() && jobs.size() < size.jobs()) {
                submit();
            }
            if (number == size.disturbances() / 2) {
                for (ChaosNode node : nodes) {
                    node.elect(other);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS + random.nextInt(HEAD_START_MILLIS));
            disturb();
            if ((number + 1) % TOLD_EVERY == 0) {
                progress.accept((number + 1) + " of " + size.disturbances() + " disturbances");
            }
        }
    }

    private void submit() throws IOException, InterruptedException {
        int number = jobs.size();
        String own = plan.replace("group: three-tenants", "group: group-" + number)
                .replace("alpha", "a" + number)
                .replace("beta", "b" + number)
                .replace("gamma", "c" + number);
        String job = "job-" + number;
        ask(node -> {
            node.jobs().submit(job, own);
            return true;
        });
        jobs.add(job);
    }

    private void disturb() throws IOException, InterruptedException {
        ChaosNode node = nodes.get(random.nextInt(NODES));
        switch (random.nextInt(4)) {
            case 0 -> {
                timeline.add(node.name());
                node.signal("KILL");
                node.awaitEnd();
                node.start();
            }
            case 1 -> {
                timeline.add(node.name());
                node.signal("STOP");
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
                node.signal("CONT");
            }
            case 2 -> {
                timeline.add(node.name());
                node.wire().cut();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
                node.wire().mend();
            }
            default -> {
                timeline.add(Timeline.ZOOKEEPER);
                zooKeeper.kill();
                startZooKeeper();
                timeline.add(Timeline.ZOOKEEPER);
            }
        }
    }

    private void undo(List<String> undone) throws IOException, InterruptedException {
        for (String job : undone) {
            ask(node -> {
                if (node.jobs().job(job).path("state").asText().equals(COMPLETED)) {
                    node.jobs().operate(job, "rollback");
                }
                return true;
            });
        }
    }

    private void await(List<String> waited, String state) throws IOException, InterruptedException {
        for (String job : waited) {
            ask(node -> node.jobs().job(job).path("state").asText().equals(state));
        }
    }

    private ChaosReport report() throws IOException, InterruptedException {
        History history = new History();
        List<JsonNode> deletions = new ArrayList<>();
        long slowest = 0;
        for (String job : jobs) {
            List<JsonNode> log = nodes.get(0).jobs().log(job);
            int tasks = nodes.get(0).jobs().job(job).path("tasks").path("total").asInt();
            history.add(job, log, tasks, Set.copyOf(COMMON));
            for (JsonNode entry : log) {
                String code = entry.path("code").asText();
                if (code.endsWith(".taken-over")) {
                    slowest = Math.max(slowest, timeline.waitedMillis(entry));
                } else if (code.endsWith(".success")
                        && entry.path("task").asText().startsWith("clear.")) {
                    deletions.add(entry);
                }
            }
        }
        for (JsonNode entry : deletions) {
            String task = entry.path("task").asText().substring("clear.".length());
            history.deleted("", task, entry.path("position").asText());
        }
        checkHolders(history);
        return new ChaosReport(history.faults(), history.summary(), slowest);
    }

    private void checkHolders(History history) throws IOException, InterruptedException {
        Set<String> kept = new TreeSet<>(jobs.subList(jobs.size() - KEPT, jobs.size()));
        for (String task : COMMON) {
            if (!history.holders(task).equals(kept)) {
                history.fault(task + " is held by " + history.holders(task) + " by the logs, not by " + kept);
            }
        }
        for (JsonNode shared :
                nodes.get(0).jobs().shared(jobs.get(jobs.size() - 1)).path("shared")) {
            Set<String> holders = new TreeSet<>();
            shared.path("holders").forEach(holder -> holders.add(holder.asText()));
            boolean common = COMMON.stream()
                    .anyMatch(
                            task -> task.endsWith("." + shared.path("resource").asText()));
            if (common && !holders.equals(kept)) {
                history.fault(shared + " is not held by " + kept);
            }
        }
    }

    /** A question to a node, which may not be able to answer now. */
    private interface Question {
        boolean answered(ChaosNode node) throws IOException, InterruptedException;
    }

    /** Asks one node after the other until one has answered. */
    private void ask(Question question) throws IOException, InterruptedException {
        IOException last = new IOException("no node has said yes");
        while (System.nanoTime() < deadline) {
            for (ChaosNode node : nodes) {
                try {
                    if (question.answered(node)) {
                        return;
                    }
                } catch (IOException away) {
                    last = away;
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException("not within " + size.patience().toSeconds() + " s; see " + work, last);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (ChaosNode node : nodes) {
            node.close();
        }
        if (zooKeeper != null) {
            zooKeeper.close();
        }
    }
}
