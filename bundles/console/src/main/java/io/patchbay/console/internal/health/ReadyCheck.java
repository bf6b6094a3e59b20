package io.patchbay.console.internal.health;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.support.Current;
import java.util.Map;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Says whether the node can do its work, and which of its parts cannot and why. Thread-safe. */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=node", HealthCheck.TAGS + "=ready"})
public final class ReadyCheck implements HealthCheck {
    private final Current<NodeReadiness> readiness = new Current<>();

    /** Optional, because a check that is not there would be no reason against the node. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindReadiness(NodeReadiness service) {
        readiness.bind(service);
    }

    void unbindReadiness(NodeReadiness service) {
        readiness.unbind(service);
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        Map<String, String> blocked =
                readiness.get().map(NodeReadiness::blockedBy).orElse(Map.of("node", "its bundle is not there"));
        blocked.forEach((part, reason) -> log.temporarilyUnavailable("{}: {}", part, reason));
        if (blocked.isEmpty()) {
            log.info("Every part that is expected is there and can work.");
        }
        return new Result(log);
    }
}
