package io.patchbay.benchmarks;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.launcher.NodeSettings;
import io.patchbay.launcher.PatchbayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/**
 * A whole node in this JVM, and the placement service that its REST API calls: plug-ins come out of the distribution's jars and
 * are called through the slots that hot swap uses. Thread-safe.
 */
final class EmbeddedPlacement implements AutoCloseable {
    /** A purpose that anybody may serve and that portals' matcher is the default of. */
    static final String PURPOSE = "webrtc";

    static final List<String> REGIONS = List.of("north", "east", "south", "west");

    private static final String ISP = "isp";
    private static final long RESERVE_MILLIS = 60_000;
    private static final long PATIENCE_SECONDS = 60;

    private final Path data;
    private final PatchbayNode node;
    private final Placement placement;

    private EmbeddedPlacement(Path data, PatchbayNode node, Placement placement) {
        this.data = data;
        this.node = node;
        this.placement = placement;
    }

    /** Starts a node in which nobody is removed for being silent. */
    static EmbeddedPlacement start(String strategy) throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path data = Files.createTempDirectory("patchbay-bench-placement");
        String pid = "io.patchbay.placement";
        PatchbayNode node = PatchbayNode.start(NodeSettings.embedded(home, data)
                .with(pid, "silenceMillis", "86400000")
                .with(pid, "strategy." + PURPOSE, strategy));
        if (!node.awaitReady(Duration.ofSeconds(PATIENCE_SECONDS))) {
            node.close();
            throw new IOException("the node did not become ready in " + PATIENCE_SECONDS + " s; see " + data);
        }
        ServiceReference<Placement> reference = node.context().getServiceReference(Placement.class);
        return new EmbeddedPlacement(data, node, node.context().getService(reference));
    }

    /** Has workers join, the regions in turn, each with a load of its own. */
    void join(int workers) {
        for (int i = 0; i < workers; i++) {
            Attributes serves =
                    Attributes.of("isps", List.of(ISP), "regions", List.of(REGIONS.get(i % REGIONS.size())));
            double load = i % 100 / 200.0;
            ReportAnswer answer = await(
                    placement.join(WorkerAnnouncement.ready(worker(i), PURPOSE, WorkerInfo.of(0.85, serves), load)));
            if (!(answer instanceof ReportAnswer.Accepted)) {
                throw new IllegalStateException(worker(i) + " could not join: " + answer);
            }
        }
    }

    static String worker(int number) {
        return "worker-" + number;
    }

    /** A request for a worker of one of the regions. */
    static ScheduleRequest request(int number) {
        Preference preference = Preference.of(ISP, REGIONS.get(number % REGIONS.size()));
        return new ScheduleRequest(PURPOSE, "task-" + number, preference, RESERVE_MILLIS);
    }

    /** A request whose preference nobody else has. */
    static ScheduleRequest loneRequest(int number) {
        Attributes unlike =
                new Attributes(Map.of(ISP, ISP, "region", REGIONS.get(number % REGIONS.size()), "client", number));
        return new ScheduleRequest(PURPOSE, "task-" + number, Preference.of(unlike), RESERVE_MILLIS);
    }

    Placement service() {
        return placement;
    }

    /** A reservation, and its end. */
    Scheduled scheduleAndUnschedule(ScheduleRequest request) {
        Scheduled outcome = schedule(request);
        await(placement.unschedule(request.purpose(), request.task()));
        return outcome;
    }

    Scheduled schedule(ScheduleRequest request) {
        Scheduled outcome = await(placement.schedule(request));
        if (!(outcome instanceof Scheduled.Placed)) {
            throw new IllegalStateException(request.task() + " was not placed: " + outcome);
        }
        return outcome;
    }

    /** The answer; those that are there already cost nothing to wait for. */
    static <T> T await(CompletionStage<T> stage) {
        CompletableFuture<T> answer = stage.toCompletableFuture();
        return answer.isDone()
                ? answer.join()
                : answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        node.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
