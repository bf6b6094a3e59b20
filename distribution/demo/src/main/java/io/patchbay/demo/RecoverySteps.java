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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/**
 * Recovery: nodes of their own on one stand-alone ZooKeeper carry a plan out, two at a time, and one of them is killed in the middle;
 * once with each election. Each time it is onto a sandbox cloud, in which nothing may be missing then, or be there twice. Confined to
 * the demo's thread.
 */
final class RecoverySteps {
    private static final String PLAN = "three-tenants.yaml";
    private static final String SITE = "site-b";
    private static final String NEXT_SITE = "site-c";
    private static final String HEIR = "node-a";
    private static final String SMALL = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"; // they start in no time
    private static final int LATENCY_MILLIS = 25; // of the cloud: a task can be met in its middle
    private static final int MAKING_MILLIS = 100;
    private static final int SESSION_MILLIS = 1500;
    private static final String CONFIGURED = "Configured io.patchbay.";
    private static final int CHANGED_FILES = 3; // the election, and where cloud and volumes are
    private static final int BOUND_MILLIS = 20_000;
    private static final int LOOK_MILLIS = 20;
    private static final int SETTLE_MILLIS = 200; // until the other node knows what the held one has committed

    private final Stage stage;
    private final List<ServerProcess> processes = new ArrayList<>();
    private String zooKeeper;
    private ServerProcess nextCloud;
    private SandboxApi cloud;
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
        ServerProcess first = startCloud(SITE);
        zooKeeper = server.awaitAddress();
        cloud = open(first);
        heir = start(HEIR, "claim", first);
        ServerProcess victim = start("node-b", "claim", first);
        jobs = jobsOf(heir);
        jobsOf(victim);
        nextCloud = startCloud(NEXT_SITE); // of the next step
        String seen = recover("claim", SITE, "node-b", victim);
        first.terminate();
        return "on one ZooKeeper, onto a sandbox cloud:\n" + seen;
    }

    String recoverByLatch() throws IOException, StepFailedException, InterruptedException {
        cloud = open(nextCloud);
        long before = heir.timesLogged(CONFIGURED);
        configure(HEIR, "latch", nextCloud); // which is read while the node runs
        jobsOf(next);
        await("the other election and the other cloud", () -> heir.timesLogged(CONFIGURED) >= before + CHANGED_FILES);
        String seen = recover("latch", NEXT_SITE, "node-c", next);
        for (ServerProcess process : processes) {
            process.terminate();
        }
        return seen;
    }

    /** Has two nodes carry the plan out, kills one, and looks at what the other makes of it. */
    private String recover(String election, String site, String victimName, ServerProcess victim)
            throws IOException, StepFailedException, InterruptedException {
        String job = jobs.submit(Files.readString(plan(site)));
        await("a task of " + victimName, () -> isHeldWithATask(job, victimName, victim));
        if (stage.isBroken(election)) {
            victim.signal("CONT");
        } else {
            victim.kill();
        }
        if (election.equals("claim")) {
            nextCloud.awaitReady();
            next = start("node-c", "latch", nextCloud); // it takes the place of the killed one in the next step
        }
        await("the end of the job", () -> jobs.state(job).equals("completed"));
        List<RecoveryApi.Task> tasks = jobs.tasks(job);
        long succeeded = tasks.stream().filter(RecoveryApi.Task::succeeded).count();
        Takeover takeover = Takeover.of(jobs.log(job), victimName);
        if (succeeded != tasks.size() || takeover.takenOver() == 0 || takeover.committedTwice() > 0) {
            throw new StepFailedException(succeeded + " of " + tasks.size() + " tasks succeeded, " + takeover);
        }
        int made = requireOnlyWhatWasPlanned(job, tasks);
        return "%d tasks by %s, %s killed (kill -9): its %d taken over by %s within %d ms; committed twice: %d; in the cloud: %d things, each once"
                .formatted(
                        tasks.size(),
                        election,
                        victimName,
                        takeover.takenOver(),
                        String.join(" and ", takeover.heirs()),
                        takeover.since(held).toMillis(),
                        takeover.committedTwice(),
                        made);
    }

    /** Compares what the tasks say to have made with what the cloud has. */
    private int requireOnlyWhatWasPlanned(String job, List<RecoveryApi.Task> tasks)
            throws IOException, StepFailedException, InterruptedException {
        Map<SandboxApi.Kind, Set<String>> made = cloud.made();
        int count = 0;
        for (SandboxApi.Kind kind : SandboxApi.Kind.values()) {
            Set<String> said = new TreeSet<>();
            for (RecoveryApi.Task task : tasks) {
                if (task.type().equals(kind.type())) {
                    said.add(String.valueOf(jobs.output(job, task.id()).query(kind.output())));
                }
            }
            if (!said.equals(made.get(kind))) {
                throw new StepFailedException("tasks of type " + kind.type() + " have made " + said
                        + ", and the cloud has " + made.get(kind));
            }
            count += said.size();
        }
        return count;
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

    private ServerProcess startCloud(String site) throws IOException {
        ServerProcess started = ServerProcess.startSandbox(
                stage.home(), stage.folder(), folder(site), plan(site), LATENCY_MILLIS, MAKING_MILLIS);
        endAfterwards(started);
        return started;
    }

    private SandboxApi open(ServerProcess started) throws IOException, StepFailedException, InterruptedException {
        return SandboxApi.open(stage.http(), started.awaitReady(), started.cloudPassword());
    }

    private ServerProcess start(String name, String election, ServerProcess onto) throws IOException {
        Path folder = folder(name);
        configure(name, election, onto);
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
                        "io.patchbay.coordination:sessionTimeoutMillis=" + SESSION_MILLIS));
        endAfterwards(node);
        return node;
    }

    private void endAfterwards(ServerProcess process) {
        processes.add(0, process);
        stage.atEnd(process::terminate);
    }

    private void configure(String name, String election, ServerProcess onto) throws IOException {
        Path conf = Files.createDirectories(folder(name).resolve("conf"));
        for (Path file : Folders.list(onto.cloudConf())) {
            Folders.drop(Files.readAllBytes(file), conf.resolve(file.getFileName()));
        }
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
    private Path plan(String site) throws IOException {
        try (InputStream stored = RecoverySteps.class.getResourceAsStream(PLAN)) {
            String plan = new String(stored.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("cluster: " + SITE, "cluster: " + site)
                    .replace("group: three-tenants", "group: three-tenants-" + site);
            Path file = Files.createDirectories(folder(site)).resolve(PLAN);
            return Files.writeString(file, plan);
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
