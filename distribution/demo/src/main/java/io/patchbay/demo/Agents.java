package io.patchbay.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.json.JSONException;
import org.json.JSONObject;

/** Workers of several purposes that report each second, and what is scheduled to them meanwhile. Confined to one thread. */
final class Agents implements Traffic.Source {
    private static final List<Fleet> FLEETS =
            List.of(new Fleet("analytics", 4), new Fleet("audio", 6), new Fleet("recording", 4), new Fleet("video", 8));
    private static final double USUAL_LOAD = 0.2;
    private static final double USUAL_SPREAD = 0.3;
    private static final double SCHEDULES = 0.8; // a second
    private static final double COMES = 0.7; // of those for whom a worker is reserved
    private static final int RESERVE_MILLIS = 25_000;
    private static final int BEGIN_MILLIS = 20_000; // at the latest
    private static final int WORK_MILLIS = 60_000; // at the longest
    private static final long BOUND_SECONDS = 10;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final LobbyApi workers;
    private final ClusterApi cluster;
    private final Clock clock;
    private final Random random;
    private final Map<String, Agent> byId = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>(); // whose last word was answered
    private int scheduled;

    private record Fleet(String purpose, int size) {}

    /** @param workers asked by the token of workers */
    Agents(LobbyApi workers, ClusterApi cluster, Clock clock, Random random) {
        this.workers = workers;
        this.cluster = cluster;
        this.clock = clock;
        this.random = random;
        for (Fleet fleet : FLEETS) {
            for (int number = 1; number <= fleet.size(); number++) {
                String id = fleet.purpose() + "-" + number;
                byId.put(id, new Agent(id, fleet.purpose(), USUAL_LOAD + USUAL_SPREAD * random.nextDouble()));
            }
        }
    }

    static int count() {
        return FLEETS.stream().mapToInt(Fleet::size).sum();
    }

    /** A second passes; a worker that fails keeps none behind it from reporting. */
    @Override
    public void goOn() throws IOException, InterruptedException, StepFailedException {
        List<String> failures = new ArrayList<>();
        for (Agent agent : byId.values()) {
            try {
                tell(agent);
            } catch (IOException | JSONException unanswered) {
                failures.add(agent.id() + ": " + unanswered);
            } catch (StepFailedException refused) {
                failures.add(agent.id() + ": " + refused.getMessage());
            }
        }
        if (random.nextDouble() < SCHEDULES) {
            schedule();
        }
        if (!failures.isEmpty()) {
            throw new StepFailedException(failures.size() + " of " + count() + " failed, first " + failures.get(0));
        }
    }

    /** By a report; by joining again where one was not answered, since what that said is said by no other. */
    private void tell(Agent agent) throws IOException, InterruptedException, StepFailedException {
        boolean reports = known.remove(agent.id());
        if (!reports || !report(agent)) {
            join(agent);
        }
        known.add(agent.id());
    }

    private void join(Agent agent) throws IOException, InterruptedException, StepFailedException {
        workers.workers("PUT", "/" + agent.id(), agent.announcement(clock.millis()))
                .good();
    }

    /** Answers whether the server has understood: not if it does not know the worker, or has missed a report. */
    private boolean report(Agent agent) throws IOException, InterruptedException, StepFailedException {
        JSONObject report = agent.report(clock.millis());
        LobbyApi.Answer answer = workers.workers("POST", "/" + agent.id() + "/report", report);
        if (answer.status() == NOT_FOUND || answer.status() == CONFLICT) {
            return false;
        }
        answer.good();
        return true;
    }

    private void schedule() throws InterruptedException, StepFailedException {
        String purpose = FLEETS.get(random.nextInt(FLEETS.size())).purpose();
        String task = purpose + "-task-" + ++scheduled;
        try {
            String worker = cluster.schedule(purpose, task, RESERVE_MILLIS)
                    .toCompletableFuture()
                    .get(BOUND_SECONDS, TimeUnit.SECONDS);
            if (random.nextDouble() < COMES) {
                long begin = clock.millis() + random.nextInt(BEGIN_MILLIS);
                Optional.ofNullable(byId.get(worker))
                        .ifPresent(agent -> agent.take(task, begin, begin + random.nextInt(WORK_MILLIS)));
            }
        } catch (ExecutionException | TimeoutException failed) {
            throw new StepFailedException("a schedule for " + purpose + ": " + failed);
        }
    }
}
