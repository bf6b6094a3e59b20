package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a flavor that a recovery has made, not one that it has found and used; instances that have it keep it. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.spec")
public final class DeleteSpec extends DeletingHandler<TaskInput.DeleteSpec> {
    @Activate
    public DeleteSpec(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteSpec.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteSpec> work) throws OpenStackException, InterruptedException {
        String id = work.input().spec().id();
        if (!id.startsWith(CreateSpec.PREFIX)) {
            return; // was there before
        }
        work.cloud().admin().compute().delete(Service.path("/flavors/{}", id));
    }
}
