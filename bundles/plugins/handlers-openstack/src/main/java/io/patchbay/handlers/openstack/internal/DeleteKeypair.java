package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Deletes a keypair of the cloud's user. Its name is its identity and may have been given to another since: only the one whose mark is
 * in the task's input is deleted.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.keypair")
public final class DeleteKeypair extends DeletingHandler<TaskInput.DeleteKeypair> {
    @Activate
    public DeleteKeypair(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteKeypair.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteKeypair> work) throws OpenStackException, InterruptedException {
        Keypair keypair = work.input().keypair();
        Service compute = work.cloud().admin().compute();
        String path = Service.path("/os-keypairs/{}", keypair.name());
        Optional<Mark> there = compute.find(path)
                .flatMap(answer ->
                        Mark.in(answer.path("keypair").path("public_key").asText()));
        if (there.isPresent() && there.equals(Mark.in(keypair.publicKey()))) {
            compute.delete(path);
        }
    }
}
