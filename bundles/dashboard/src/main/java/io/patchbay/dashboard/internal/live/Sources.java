package io.patchbay.dashboard.internal.live;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.dashboard.internal.exchange.Problem;
import io.patchbay.dashboard.internal.relay.Relay;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** What pages may listen to: what the node counts, and everything else that the admin may read. Thread-safe; does not block. */
public final class Sources implements Readings {
    private static final String BY = "the dashboard";

    private final OperatorApi api;
    private final NowReading now;

    public Sources(OperatorApi api, Counts counts, NodeReadiness readiness, Clock clock) {
        this.api = api;
        this.now = new NowReading(counts, readiness, clock);
    }

    boolean has(String target) {
        return target.equals(NowReading.TARGET) || Relay.mayAsk(target);
    }

    @Override
    public CompletionStage<Reading> read(String target) {
        if (target.equals(NowReading.TARGET)) {
            return now.read();
        }
        return api.ask(OperatorRequest.get(target, BY)).thenApply(answer -> answer.elsewhere()
                .map(Problem::elsewhere)
                .map(problem -> Reading.of(target, problem.status(), problem.json()))
                .orElseGet(() -> Reading.of(target, answer.status(), answer.body())));
    }
}
