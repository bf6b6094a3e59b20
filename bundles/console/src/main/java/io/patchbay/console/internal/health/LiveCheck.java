package io.patchbay.console.internal.health;

import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

/**
 * Says that this process answers, and nothing else: a node that waits for ZooKeeper or the database is not mended by being killed.
 * Stateless.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=process", HealthCheck.TAGS + "=live"})
public final class LiveCheck implements HealthCheck {
    @Override
    public Result execute() {
        return new Result(Result.Status.OK, "The process answers.");
    }
}
