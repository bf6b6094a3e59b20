package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stops an instance. Immutable. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=stop.instance")
public final class StopInstance extends CloudHandler<TaskInput.StopInstance> {
    private final GuestSettings settings;

    @Activate
    public StopInstance(
            @Reference(name = "openStack") OpenStack openStack, @Reference(name = "settings") GuestSettings settings) {
        super(openStack, TaskInput.StopInstance.class);
        this.settings = settings;
    }

    /** To stop again does no harm. */
    @Override
    Optional<Output> lookFor(Work<TaskInput.StopInstance> work) {
        return Optional.empty();
    }

    @Override
    Output carryOut(Work<TaskInput.StopInstance> work) throws OpenStackException, InterruptedException {
        new Servers(work.cloud(), work.cloud().admin().compute(), settings.instanceTimeout())
                .stop(work.input().instance().id());
        return Output.NONE;
    }
}
