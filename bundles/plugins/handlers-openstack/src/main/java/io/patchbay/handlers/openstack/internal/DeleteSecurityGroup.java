package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a security group; its rules go with it. One that ports still have is refused, and tried again. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.security_group")
public final class DeleteSecurityGroup extends DeletingHandler<TaskInput.DeleteSecurityGroup> {
    @Activate
    public DeleteSecurityGroup(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteSecurityGroup.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteSecurityGroup> work) throws OpenStackException, InterruptedException {
        NetworkResource.SECURITY_GROUP.delete(
                work.cloud().admin().network(), work.input().securityGroup().id());
    }
}
