package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a router: its routes first, then its interfaces, else it is in use. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.router")
public final class DeleteRouter extends DeletingHandler<TaskInput.DeleteRouter> {
    @Activate
    public DeleteRouter(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteRouter.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteRouter> work) throws OpenStackException, InterruptedException {
        Service network = work.cloud().admin().network();
        for (JsonNode router :
                NetworkResource.ROUTER.withTwins(network, work.input().router().id())) {
            String id = NetworkResource.idOf(router);
            if (!router.path("routes").isEmpty()) {
                NetworkResource.ROUTER.update(network, id, Map.of("routes", List.of()));
            }
            String ports = Mark.in(router.path("description").asText())
                    .map(mark -> mark.describing(Optional.empty()))
                    .orElse("");
            new RouterInterfaces(network, id, work.input().tenant().id(), ports).leave();
            network.delete(NetworkResource.ROUTER.path(id));
        }
    }
}
