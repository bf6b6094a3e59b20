package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a network. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.network")
public final class CreateNetwork extends MarkedHandler<TaskInput.CreateNetwork> {
    @Activate
    public CreateNetwork(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateNetwork.class, NetworkResource.NETWORK);
    }

    @Override
    Optional<String> words(TaskInput.CreateNetwork input) {
        return input.network().description();
    }

    @Override
    Map<String, Object> fields(Work<TaskInput.CreateNetwork> work) {
        Network network = work.input().network();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project_id", work.input().tenant().id());
        fields.put("name", network.name());
        network.external().filter(leadsOut -> leadsOut).ifPresent(leadsOut -> fields.put("router:external", true));
        network.mtu().ifPresent(mtu -> fields.put("mtu", mtu));
        return fields;
    }

    @Override
    Output output(TaskInput.CreateNetwork input, JsonNode resource) {
        Network asked = input.network();
        return made(new TaskOutput.NetworkMade(new Network(
                NetworkResource.idOf(resource), asked.name(), asked.description(), asked.external(), asked.mtu())));
    }
}
