package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.hotswap.misdeeds.Misdeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Replaces one plug-in after another in one node, under load. Confined to the benchmark's thread. */
public final class SwapRun implements AutoCloseable {
    /**
     * What a node needs for all subjects: workers are found by region, players move within their network. Seats
     * on observers are soon free again, and those may take long to start: what else the machine does is not what is measured.
     */
    private static final List<String> OPTIONS = List.of(
            "--set",
            "io.patchbay.placement:matcher." + Fleet.PURPOSE + "=isp-region",
            "--set",
            "io.patchbay.placement:strategy." + Fleet.PURPOSE + "=least-used",
            "--set",
            "io.patchbay.lobby.policy:policy=prefix",
            "--set",
            "io.patchbay.rest:trustedProxies=127.0.0.0/8",
            "--set",
            "io.patchbay.lobby.observers:reserveMillis=1000",
            "--set",
            "io.patchbay.lobby.observers:joinMillis=" + ObserverLoad.START_MILLIS,
            "--set",
            "io.patchbay.lobby.observers:orderMillis=60000",
            "--set",
            "io.patchbay.portal:successorWaitMillis=" + Removal.SUCCESSOR_WAIT_MILLIS);

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
        Traffic traffic = Traffic.begin(node, subject, size);
        traffic.enter(Phase.CHANGING);
        Changes changes = new Changes(node, subject, traffic::enter);
        changes.make(size.changes());
        changes.restore();
        Toll toll = traffic.end();
        SwapReport report = new SwapReport(
                subject.label(),
                changes.switches(),
                toll,
                fleet.moved(size.looks()),
                generations(subject),
                changes.wrong());
        traffic.disperse();
        return report;
    }

    /** Drops in plug-ins that do harm in the place of one, and tells what that did. */
    public SwapReport harm(BadPlugin bad) throws IOException, InterruptedException {
        Traffic traffic = Traffic.begin(node, bad.good(), size);
        traffic.enter(Phase.CHANGING);
        Harm harm = new Harm(node, bad);
        harm.commit(misdeed -> !misdeed.staysInMemory());
        harm.overwrite();
        long generations = generations(bad.type().getName(), 0) + generations(bad.good());
        harm.commit(Misdeed::staysInMemory);
        Toll toll = traffic.end();
        SwapReport report =
                new SwapReport(bad.label(), harm.done(), toll, fleet.moved(size.looks()), generations, harm.wrong());
        traffic.disperse();
        return report;
    }

    /** Removes a version of the client protocol twice, for a moment and for too long, and tells what that did. */
    public SwapReport remove(Subject version) throws IOException, InterruptedException {
        Crowd crowd = Removal.crowdOf(node, version, size.clients());
        Traffic traffic = Traffic.begin(node, crowd, crowd, size);
        traffic.enter(Phase.REMOVED);
        Removal removal = new Removal(node, version, crowd);
        removal.returnInTime();
        removal.stayAwayTooLong();
        Toll toll = traffic.end();
        SwapReport report = new SwapReport(
                "removed-" + version.name(),
                removal.removals(),
                toll,
                fleet.moved(size.looks()),
                generations(version),
                removal.wrong());
        traffic.disperse();
        return report;
    }

    private long generations(Subject subject) throws InterruptedException {
        return generations(subject.className(), 1);
    }

    /** How many class loaders with that class are left in the end. */
    private long generations(String className, long wanted) throws InterruptedException {
        long[] left = {0};
        Asked.until(COLLECTED_MILLIS, () -> {
            left[0] = ClassLoaders.generations(node.pid(), className);
            return left[0] == wanted;
        });
        return left[0];
    }

    @Override
    public void close() throws IOException {
        fleet.end();
        node.close();
    }
}
