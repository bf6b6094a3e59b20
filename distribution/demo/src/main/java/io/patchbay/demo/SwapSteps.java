package io.patchbay.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** Workers in processes of their own, and a strategy that is replaced while they are used. Confined to the demo's thread. */
final class SwapSteps {
    static final String PURPOSE = "play";
    static final String STRATEGY = "least-used";
    static final String STRATEGY_JAR = "least-used-2.0.0.jar";

    private static final int PER_SECOND = 200;
    private static final int BOUND_MILLIS = 15_000;
    private static final int LOOK_MILLIS = 50;
    private static final int WORKER_END_MILLIS = 2000;

    private final Stage stage;
    private final ServerSteps servers;
    private ClusterApi cluster;

    SwapSteps(Stage stage, ServerSteps servers) {
        this.stage = stage;
        this.servers = servers;
    }

    String startWorkers() throws IOException, StepFailedException, InterruptedException {
        JSONObject credentials = servers.server().credentials();
        cluster = new ClusterApi(
                stage.http(), servers.url(), credentials.getJSONObject("admin").getString("token"));
        String token = credentials.getJSONObject("worker").getString("token");
        for (PlayFleet.Member member : PlayFleet.MEMBERS) {
            boolean sabotaged = stage.isBroken("workers") && member.equals(PlayFleet.MEMBERS.get(0));
            Process process = PlayWorker.start(
                    servers.url(), sabotaged ? "another token" : token, member.id(), member.load(), member.maxLoad());
            stage.atEnd(() -> {
                Processes.closeInput(process);
                Processes.awaitEnd(process, WORKER_END_MILLIS);
            });
        }
        List<String> workers = cluster.workers(PURPOSE);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
        while (!workers.containsAll(PlayFleet.ids())) {
            if (System.nanoTime() > deadline) {
                throw new StepFailedException("after " + BOUND_MILLIS + " ms only these had joined: " + workers);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            workers = cluster.workers(PURPOSE);
        }
        return PlayFleet.MEMBERS.size() + " processes joined over the worker API, with load/limit "
                + PlayFleet.describe();
    }

    String swapStrategy() throws IOException, StepFailedException, InterruptedException {
        byte[] jar = Files.readAllBytes(stage.home().resolve("lib/demo/plugins").resolve(STRATEGY_JAR));
        if (stage.isBroken("swap")) {
            jar = Arrays.copyOf(jar, jar.length / 2);
        }
        ScheduleLoad load = new ScheduleLoad(cluster, PURPOSE, PER_SECOND);
        try {
            return swapUnder(load, jar);
        } finally {
            load.stop();
        }
    }

    private String swapUnder(ScheduleLoad load, byte[] jar)
            throws IOException, StepFailedException, InterruptedException {
        load.awaitMore(PER_SECOND, BOUND_MILLIS);
        ClusterApi.Answer before = cluster.explain(PURPOSE);
        String placedBefore = load.counts().toString();
        long dropped = System.nanoTime();
        Folders.drop(jar, servers.server().plugins().resolve(STRATEGY_JAR));
        ClusterApi.Answer after = awaitChange(before);
        long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - dropped);
        load.countAnew();
        load.awaitMore(PER_SECOND, BOUND_MILLIS);
        String placedAfter = load.counts().toString();
        load.stop();
        if (!load.failures().isEmpty()) {
            throw new StepFailedException(load.failures().size() + " schedules failed, the first with "
                    + load.failures().get(0));
        }
        if (before.worker().equals(after.worker())) {
            throw new StepFailedException(after.strategy() + " still answers " + after.worker());
        }
        return STRATEGY_JAR + " dropped into plugins/ at " + PER_SECOND + " schedules/s: serves after " + tookMillis
                + " ms"
                + "\n" + load.succeeded() + " tasks placed, 0 failed, slowest " + load.slowestMillis() + " ms"
                + "\nexplain before: " + describe(before) + "; tasks placed " + placedBefore
                + "\nexplain after:  " + describe(after) + "; tasks placed " + placedAfter;
    }

    private ClusterApi.Answer awaitChange(ClusterApi.Answer before)
            throws IOException, StepFailedException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
        ClusterApi.Answer after = cluster.explain(PURPOSE);
        while (after.strategy().equals(before.strategy())) {
            if (System.nanoTime() > deadline) {
                throw new StepFailedException("after " + BOUND_MILLIS + " ms it is still " + describe(after));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            after = cluster.explain(PURPOSE);
        }
        return after;
    }

    private static String describe(ClusterApi.Answer answer) {
        return answer.strategy() + " → " + answer.worker();
    }
}
