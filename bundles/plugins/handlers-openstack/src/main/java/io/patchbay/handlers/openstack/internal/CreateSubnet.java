package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a subnet. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.subnet")
public final class CreateSubnet extends MarkedHandler<TaskInput.CreateSubnet> {
    @Activate
    public CreateSubnet(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateSubnet.class, NetworkResource.SUBNET);
    }

    @Override
    Optional<String> words(TaskInput.CreateSubnet input) {
        return Optional.empty();
    }

    @Override
    Map<String, Object> fields(Work<TaskInput.CreateSubnet> work) {
        Subnet subnet = work.input().subnet();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project_id", work.input().tenant().id());
        fields.put("network_id", work.input().network().id());
        fields.put("name", subnet.name());
        fields.put("cidr", subnet.cidr());
        fields.put("ip_version", subnet.cidr().contains(":") ? 6 : 4);
        fields.put("gateway_ip", subnet.gatewayIp().orElse(null)); // left out it would be the first address
        fields.put("enable_dhcp", subnet.dhcpEnabled().orElse(true));
        fields.put("dns_nameservers", subnet.dnsServers());
        fields.put("host_routes", subnet.hostRoutes().stream().map(Routes::json).toList());
        if (!subnet.allocationPools().isEmpty()) {
            fields.put(
                    "allocation_pools",
                    subnet.allocationPools().stream()
                            .map(range -> Map.of("start", range.start(), "end", range.end()))
                            .toList());
        }
        return fields;
    }

    @Override
    Output output(TaskInput.CreateSubnet input, JsonNode resource) {
        Subnet asked = input.subnet();
        return made(new TaskOutput.SubnetMade(new Subnet(
                NetworkResource.idOf(resource),
                asked.name(),
                asked.cidr(),
                asked.gatewayIp(),
                asked.dhcpEnabled(),
                asked.allocationPools(),
                asked.dnsServers(),
                asked.hostRoutes())));
    }
}
