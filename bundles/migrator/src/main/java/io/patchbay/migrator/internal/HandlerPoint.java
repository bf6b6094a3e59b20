package io.patchbay.migrator.internal;

import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.TaskHandler;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** Task handlers as plug-ins. What one does outside cannot be tried out, so that there is nothing to check. Stateless. */
@Component(service = ExtensionPoint.class)
public final class HandlerPoint implements ExtensionPoint<TaskHandler> {
    @Override
    public String kind() {
        return "handler";
    }

    @Override
    public Class<TaskHandler> type() {
        return TaskHandler.class;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(Attempt.CANCELLATION_SECONDS);
    }

    @Override
    public void check(TaskHandler candidate) {
        // a handler acts on the outside world: nothing of it is called before there is a task
    }
}
