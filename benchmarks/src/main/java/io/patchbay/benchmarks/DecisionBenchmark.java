package io.patchbay.benchmarks;

import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A decision as the REST API asks for it, and its end: lease, reservation, counters and decision record included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBenchmark {
    private static final int REQUESTS = 4096; // a power of two

    /** The strategy of the purpose. */
    @Param({"least-used", "most-used", "last-used", "round-robin", "randomly-pick", "two-choices", "weight-robin"})
    public String strategy;

    /** How many workers there are. */
    @Param({"10", "1000", "10000"})
    public int workers;

    /** How many tasks live already, each reserved somewhere. */
    @Param("0")
    public int liveTasks;

    /** Whether no two requests have the same preference. */
    @Param("false")
    public boolean unlike;

    /** How many reports a second come in beside, from a thread of their own. */
    @Param("0")
    public int reportsPerSecond;

    private final ScheduleRequest[] requests = new ScheduleRequest[REQUESTS];
    private EmbeddedPlacement placement;
    private ReportStream reports;
    private int turn;

    /** Starts the node and has everybody join. */
    @Setup
    public void start() throws Exception {
        placement = EmbeddedPlacement.start(strategy);
        placement.join(workers);
        for (int i = 0; i < liveTasks; i++) {
            placement.schedule(EmbeddedPlacement.request(REQUESTS + i));
        }
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = unlike ? EmbeddedPlacement.loneRequest(i) : EmbeddedPlacement.request(i);
        }
        reports = new ReportStream(placement.service(), workers, reportsPerSecond);
    }

    /** Stops the node. */
    @TearDown
    public void stop() {
        reports.close();
        placement.close();
    }

    /** One of each. */
    @Benchmark
    public Scheduled scheduleAndUnschedule() {
        return placement.scheduleAndUnschedule(requests[turn++ & REQUESTS - 1]);
    }
}
