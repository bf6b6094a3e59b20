package io.patchbay.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/**
 * Recovery: nodes of their own on one stand-alone ZooKeeper carry a plan out, two at a time, and one of them is killed in the middle;
 * once with each election. Handlers that do nothing play the tasks. Confined to the demo's thread.
 */
final class RecoverySteps {
    private static final String PLAN = "three-tenants.yaml";
    private static final String SITE = "site-b";
    private static final String HEIR = "node-a";
    private static final String SMALL = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"; // they start in no time
    private static final int TASK_MILLIS = 400;
    private static final int SESSION_MILLIS = 1500;
    private static final int BOUND_MILLIS = 20_000;
    private static final int LOOK_MILLIS = 20;
    private static final int SETTLE_MILLIS = 200; // until the other node knows what the held one has committed

    private final Stage stage;
    private final List<ServerProcess> processes = new ArrayList<>();
    private String zooKeeper;
    private ServerProcess heir;
    private ServerProcess next;
    private RecoveryApi jobs;
    private Instant held = Instant.EPOCH; // when the node was last stopped that is killed then

    RecoverySteps(Stage stage) {
        this.stage = stage;
    }

    String recoverByClaim() throws IOException, StepFailedException, InterruptedException {
        ServerProcess server = ServerProcess.startZooKeeper(stage.home(), stage.folder(), folder("zookeeper"));
        endAfterwards(server);
        zooKeeper = server.awaitAddress();
        heir = start(HEIR, "claim");
        ServerProcess victim = start("node-b", "claim");
        jobs = jobsOf(heir);
        jobsOf(victim);
        String seen = recover("claim", SITE, "node-b", victim);
        return "on one ZooKeeper, by handlers that do nothing:\n" + seen;
    }

    String recoverByLatch() throws IOException, StepFailedException, InterruptedException {
        configure(HEIR, "latch"); // which is read while the node runs
        jobsOf(next);
        await("the other election", () -> heir.hasLogged("Configured io.patchbay.migrator"));
        String seen = recover("latch", "site-c", "node-c", next);
        for (ServerProcess process : processes) {
            process.terminate();
        }
        return seen;
    }

    /** Has two nodes carry the plan out, kills one, and looks at what the other makes of it. */
    private String recover(String election, String site, String victimName, ServerProcess victim)
            throws IOException, StepFailedException, InterruptedException {
        String job = jobs.submit(plan(site));
        await("a task of " + victimName, () -> isHeldWithATask(job, victimName, victim));
        if (stage.isBroken(election)) {
            victim.signal("CONT");
        } else {
            victim.kill();
        }
        if (election.equals("claim")) {
            next = start("node-c", "latch"); // it takes the place of the killed one in the next step
        }
        await("the end of the job", () -> jobs.state(job).equals("completed"));
        List<RecoveryApi.Task> tasks = jobs.tasks(job);
        long succeeded = tasks.stream().filter(RecoveryApi.Task::succeeded).count();
        Takeover takeover = Takeover.of(jobs.log(job), victimName);
        if (succeeded != tasks.size() || takeover.takenOver() == 0 || takeover.committedTwice() > 0) {
            throw new StepFailedException(succeeded + " of " + tasks.size() + " tasks succeeded, " + takeover);
        }
        return "%d tasks by %s, %s killed (kill -9): its %d taken over by %s within %d ms; committed twice: %d"
                .formatted(
                        tasks.size(),
                        election,
                        victimName,
                        takeover.takenOver(),
                        String.join(" and ", takeover.heirs()),
                        takeover.since(held).toMillis(),
                        takeover.committedTwice());
    }

    /** Holds a node that runs a task: it is killed in the middle of one, not just after its end. */
    private boolean isHeldWithATask(String job, String name, ServerProcess node)
            throws IOException, StepFailedException, InterruptedException {
        if (!isInTheMiddle(jobs.tasks(job), name)) {
            return false;
        }
        node.signal("STOP");
        held = Instant.now();
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        if (isInTheMiddle(jobs.tasks(job), name)) {
            return true;
        }
        node.signal("CONT");
        return false;
    }

    private static boolean isInTheMiddle(List<RecoveryApi.Task> tasks, String victim) {
        return tasks.stream().anyMatch(RecoveryApi.Task::succeeded)
                && tasks.stream().anyMatch(task -> task.runsOn(victim));
    }

    private ServerProcess start(String name, String election) throws IOException {
        Path folder = folder(name);
        configure(name, election);
        Files.createDirectories(folder.resolve("plugins"));
        Folders.copy(stage.home().resolve("lib/recovery"), folder.resolve("plugins"));
        ServerProcess node = ServerProcess.start(
                stage.home(),
                stage.folder(),
                folder,
                Optional.of(SMALL),
                List.of(
                        "--node",
                        name,
                        "--zookeeper",
                        zooKeeper,
                        "--conf",
                        folder.resolve("conf").toString(),
                        "--set",
                        "io.patchbay.coordination:sessionTimeoutMillis=" + SESSION_MILLIS,
                        "--set",
                        "io.patchbay.handlers.noop:delayMillis=" + TASK_MILLIS));
        endAfterwards(node);
        return node;
    }

    private void endAfterwards(ServerProcess process) {
        processes.add(0, process);
        stage.atEnd(process::terminate);
    }

    private void configure(String name, String election) throws IOException {
        Path conf = Files.createDirectories(folder(name).resolve("conf"));
        Folders.drop(
                new JSONObject().put("election", election).toString().getBytes(StandardCharsets.UTF_8),
                conf.resolve("io.patchbay.migrator.json"));
    }

    private Path folder(String name) {
        return stage.folder().resolve("recovery").resolve(name);
    }

    private RecoveryApi jobsOf(ServerProcess node) throws IOException, StepFailedException, InterruptedException {
        URI url = node.awaitReady();
        RecoveryApi api = new RecoveryApi(
                stage.http(), url, node.credentials().getJSONObject("admin").getString("token"));
        await("recovery jobs at " + url, api::answers);
        return api;
    }

    /** The plan of the examples, for a site of its own: what is shared belongs to a site. */
    private static String plan(String site) throws IOException {
        try (InputStream stored = RecoverySteps.class.getResourceAsStream(PLAN)) {
            return new String(stored.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("cluster: " + SITE, "cluster: " + site)
                    .replace("group: three-tenants", "group: three-tenants-" + site);
        }
    }

    /** Something that is looked at until it holds. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, StepFailedException, InterruptedException;
    }

    private static void await(String what, Condition condition)
            throws IOException, StepFailedException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new StepFailedException(what + " did not come within " + BOUND_MILLIS + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
