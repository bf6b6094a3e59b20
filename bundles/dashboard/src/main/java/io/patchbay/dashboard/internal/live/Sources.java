package io.patchbay.dashboard.internal.live;

import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.dashboard.internal.relay.Relay;
import java.util.concurrent.CompletionStage;

/** What pages may listen to: everything that the admin may read. Thread-safe; does not block. */
public final class Sources implements Readings {
    private static final String BY = "the dashboard";

    private final OperatorApi api;

    public Sources(OperatorApi api) {
        this.api = api;
    }

    boolean has(String target) {
        return Relay.mayAsk(target);
    }

    @Override
    public CompletionStage<Reading> read(String target) {
        return api.ask(OperatorRequest.get(target, BY)).thenApply(answer -> answer.elsewhere()
                .map(leader -> Reading.of(
                        409,
                        "{\"code\":\"elsewhere\",\"leader\":\"" + leader.getScheme() + "://" + leader.getAuthority()
                                + "\",\"detail\":\"Another node leads.\"}"))
                .orElseGet(() -> Reading.of(answer.status(), answer.body())));
    }
}
