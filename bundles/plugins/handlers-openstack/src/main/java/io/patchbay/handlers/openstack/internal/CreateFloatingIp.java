package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes an address of a network that leads out: the one that the plan names, or none; any where it names none. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.floatingip")
public final class CreateFloatingIp extends MarkedHandler<TaskInput.CreateFloatingIp> {
    @Activate
    public CreateFloatingIp(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateFloatingIp.class, NetworkResource.FLOATING_IP);
    }

    @Override
    Optional<String> words(TaskInput.CreateFloatingIp input) {
        return input.floatingIp().description();
    }

    @Override
    Map<String, Object> fields(Work<TaskInput.CreateFloatingIp> work) throws OpenStackException, InterruptedException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project_id", work.input().tenant().id());
        fields.put(
                "floating_network_id",
                ExternalNetworks.idOf(
                        network(work),
                        work.input().network().name(),
                        work.cloud().name()));
        work.input().floatingIp().ip().ifPresent(ip -> fields.put("floating_ip_address", ip));
        return fields;
    }

    @Override
    Output carryOut(Work<TaskInput.CreateFloatingIp> work) throws OpenStackException, InterruptedException {
        Optional<String> wished = work.input().floatingIp().ip();
        try {
            return super.carryOut(work);
        } catch (OpenStackException refused) {
            boolean taken = refused.kind() == Kind.CONFLICT
                    || refused.kind() == Kind.BUSY
                    || refused.kind() == Kind.BAD_REQUEST;
            if (wished.isEmpty() || !refused.isRefusal() || !taken) {
                throw refused;
            }
            throw refused.saying(
                    Kind.CONFLICT,
                    "the address " + wished.get() + " of network '"
                            + work.input().network().name() + "' cannot be had: " + refused.getMessage());
        }
    }

    @Override
    Output output(TaskInput.CreateFloatingIp input, JsonNode resource) {
        return made(new TaskOutput.FloatingIpMade(new FloatingIp(
                NetworkResource.idOf(resource),
                Optional.of(resource.path("floating_ip_address").asText()),
                input.floatingIp().description())));
    }
}
