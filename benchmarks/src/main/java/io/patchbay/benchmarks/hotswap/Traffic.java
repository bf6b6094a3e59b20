package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** All that goes on in a node while one of its plug-ins is changed. Confined to the benchmark's thread. */
final class Traffic {
    private static final int BACKGROUND_PER_SECOND = 50;
    private static final long WARM_MILLIS = 1_000;

    private final SwapNode node;
    private final Crowd crowd;
    private final Load load;
    private final List<Load> loads = new ArrayList<>();

    private Traffic(SwapNode node, Crowd crowd, Load load) {
        this.node = node;
        this.crowd = crowd;
        this.load = load;
        loads.add(load);
    }

    /** Clients log in, and requests begin that the plug-in has a part in; nothing is counted yet. */
    static Traffic begin(SwapNode node, Subject subject, Size size) throws IOException, InterruptedException {
        Crowd crowd = new Crowd(node, List.of(subject.clientVersion()), size.clients());
        crowd.gather(subject.jar());
        return begin(node, crowd, subject.load(node, crowd), size);
    }

    /** Requests begin, of a crowd that has gathered and of whatever else asks; nothing is counted yet. */
    static Traffic begin(SwapNode node, Crowd crowd, Load load, Size size) throws InterruptedException {
        Traffic traffic = new Traffic(node, crowd, load);
        traffic.load.begin(load.rate(size));
        if (traffic.load != crowd) {
            traffic.loads.add(crowd);
            crowd.begin(BACKGROUND_PER_SECOND);
        }
        TimeUnit.MILLISECONDS.sleep(WARM_MILLIS);
        load.awaitWarmth();
        traffic.enter(Phase.QUIET);
        TimeUnit.MILLISECONDS.sleep(size.quietMillis());
        return traffic;
    }

    /** What happens to the plug-in from now on. */
    void enter(Phase phase) {
        node.loop().execute(() -> loads.forEach(load -> load.tally().enter(phase)));
    }

    /** No more requests; waits for what is still to come, and tells what has become of all. */
    Toll end() throws IOException, InterruptedException {
        loads.forEach(Load::end);
        for (Load one : loads) {
            one.awaitAnswers();
        }
        crowd.awaitSilence();
        load.inspect();
        return Asked.of(
                node.loop(),
                () -> new Toll(
                        sum(tally -> tally.sent()),
                        sum(tally -> tally.failed() + tally.open()),
                        sum(tally -> tally.dropped()),
                        loads.stream().mapToLong(Load::lost).sum(),
                        loads.stream().mapToLong(Load::doubled).sum(),
                        load.tally().quietMillis(),
                        load.tally().changingMillis(),
                        loads.stream()
                                .flatMap(one -> one.tally().examples().stream())
                                .toList()));
    }

    /** Everybody goes. */
    void disperse() throws InterruptedException {
        for (Load one : loads) {
            one.disperse();
        }
    }

    private long sum(ToLongFunction<Tally> what) {
        return loads.stream().map(Load::tally).mapToLong(what).sum();
    }
}
