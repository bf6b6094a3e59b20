package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a flavor; instances that have it keep it. */
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
            throw OpenStackException.of(
                    OpenStackException.Kind.BAD_REQUEST,
                    "flavor " + id + " was not made by a recovery: it is not deleted");
        }
        work.cloud().admin().compute().delete(Service.path("/flavors/{}", id));
    }
}
