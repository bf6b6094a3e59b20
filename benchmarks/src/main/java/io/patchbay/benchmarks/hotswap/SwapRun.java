package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Loop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** Replaces one plug-in after another in one node, under load. Confined to the benchmark's thread. */
public final class SwapRun implements AutoCloseable {
    /** What a node needs for all subjects: workers are found by region. */
    private static final List<String> OPTIONS = List.of(
            "--set",
            "io.patchbay.placement:matcher." + Fleet.PURPOSE + "=isp-region",
            "--set",
            "io.patchbay.placement:strategy." + Fleet.PURPOSE + "=least-used");

    private static final int BACKGROUND_PER_SECOND = 50;
    private static final long WARM_MILLIS = 1_000;
    private static final long COLLECTED_MILLIS = 60_000;

    private final SwapNode node;
    private final Size size;
    private final Fleet fleet;

    private SwapRun(SwapNode node, Size size) {
        this.node = node;
        this.size = size;
        this.fleet = new Fleet(node, size.tasks());
        fleet.join();
    }

    /**
     * Starts a node.
     *
     * @param home of the distribution
     * @param work an empty folder
     * @param more jars of plug-ins that do not ship
     */
    public static SwapRun start(Path home, Path work, List<Path> more, Size size) throws IOException {
        return new SwapRun(SwapNode.start(home, work, more, OPTIONS), size);
    }

    public SwapNode node() {
        return node;
    }

    /** Replaces the plug-in again and again, and tells what that did. */
    public SwapReport replace(Subject subject) throws IOException, InterruptedException {
        Crowd crowd = new Crowd(node, subject.clientVersion(), size.clients());
        crowd.gather(subject.jar());
        Load load = subject.load(node, crowd);
        List<Load> loads = new ArrayList<>(List.of(load));
        load.begin(size.requestsPerSecond());
        if (load != crowd) {
            loads.add(crowd);
            crowd.begin(BACKGROUND_PER_SECOND);
        }
        TimeUnit.MILLISECONDS.sleep(WARM_MILLIS);
        enter(loads, Phase.QUIET);
        TimeUnit.MILLISECONDS.sleep(size.quietMillis());
        enter(loads, Phase.CHANGING);
        Changes changes = new Changes(node, subject, phase -> enter(loads, phase));
        changes.make(size.changes());
        changes.restore();
        loads.forEach(Load::end);
        crowd.awaitSilence();
        SwapReport report = report(subject, changes, load, crowd, loads);
        for (Load one : loads) {
            one.disperse();
        }
        return report;
    }

    private void enter(List<Load> loads, Phase phase) {
        node.loop().execute(() -> loads.forEach(load -> load.tally().enter(phase)));
    }

    private SwapReport report(Subject subject, Changes changes, Load load, Crowd crowd, List<Load> loads)
            throws InterruptedException {
        long moved = fleet.moved(size.looks());
        long generations = generations(subject);
        Loop loop = node.loop();
        return Asked.of(
                loop,
                () -> new SwapReport(
                        subject.label(),
                        changes.switches(),
                        sum(loads, tally -> tally.sent()),
                        sum(loads, tally -> tally.failed() + tally.open()),
                        sum(loads, tally -> tally.dropped()),
                        crowd.lost(),
                        crowd.doubled(),
                        moved,
                        load.tally().quietMillis(),
                        load.tally().changingMillis(),
                        generations,
                        changes.wrong(),
                        loads.stream()
                                .flatMap(one -> one.tally().examples().stream())
                                .toList()));
    }

    private static long sum(List<Load> loads, ToLongFunction<Tally> what) {
        return loads.stream().map(Load::tally).mapToLong(what).sum();
    }

    private long generations(Subject subject) throws InterruptedException {
        long[] left = {0};
        Asked.until(COLLECTED_MILLIS, () -> {
            left[0] = ClassLoaders.generations(node.pid(), subject.className());
            return left[0] == 1;
        });
        return left[0];
    }

    @Override
    public void close() throws IOException {
        fleet.end();
        node.close();
    }
}
