package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Deletes an instance, its twins, and the ports that were made for it. Nova detaches its volumes, which stay. As an administrator:
 * the project may be gone. Immutable.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.instance")
public final class DeleteInstance extends DeletingHandler<TaskInput.DeleteInstance> {
    private final GuestSettings settings;

    @Activate
    public DeleteInstance(
            @Reference(name = "openStack") OpenStack openStack, @Reference(name = "settings") GuestSettings settings) {
        super(openStack, TaskInput.DeleteInstance.class);
        this.settings = settings;
    }

    @Override
    void delete(Work<TaskInput.DeleteInstance> work) throws OpenStackException, InterruptedException {
        Servers servers = new Servers(work.cloud(), work.cloud().admin().compute(), settings.instanceTimeout());
        Ports ports = new Ports(work.cloud().admin().network());
        String id = work.input().instance().id();
        Optional<JsonNode> there = servers.find(id);
        Optional<Mark> mark = there.flatMap(Servers::markOf);
        if (there.isPresent() && mark.isEmpty()) {
            throw Marks.missing("instance " + id, "metadata");
        } else if (mark.isPresent()) {
            String project = work.input().tenant().id();
            for (JsonNode twin : servers.marked(mark.get(), project)) {
                if (!Volumes.idOf(twin).equals(id)) {
                    servers.delete(Volumes.idOf(twin));
                }
            }
            // by what the instance says; its own are found by its id when it is gone
            ports.delete(ports.marked(project, mark.get()).stream()
                    .filter(port -> !port.path("device_id").asText().equals(id))
                    .toList());
        }
        if (there.isPresent()) {
            servers.delete(id);
        }
        ports.delete(ports.of(id));
    }
}
