package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives an address back, also one that still leads somewhere. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.floatingip")
public final class DeleteFloatingIp extends DeletingHandler<TaskInput.DeleteFloatingIp> {
    @Activate
    public DeleteFloatingIp(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteFloatingIp.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteFloatingIp> work) throws OpenStackException, InterruptedException {
        NetworkResource.FLOATING_IP.delete(
                work.cloud().admin().network(), work.input().floatingIp().id());
    }
}
