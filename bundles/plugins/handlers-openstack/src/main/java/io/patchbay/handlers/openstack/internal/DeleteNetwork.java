package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a network; its subnets go with it. One with ports of others is refused, and tried again. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.network")
public final class DeleteNetwork extends DeletingHandler<TaskInput.DeleteNetwork> {
    @Activate
    public DeleteNetwork(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteNetwork.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteNetwork> work) throws OpenStackException, InterruptedException {
        NetworkResource.NETWORK.delete(
                work.cloud().admin().network(), work.input().network().id());
    }
}
