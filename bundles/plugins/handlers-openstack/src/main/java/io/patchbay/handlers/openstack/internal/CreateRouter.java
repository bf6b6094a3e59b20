package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.ExternalInterface;
import io.patchbay.api.recovery.resource.Router;
import io.patchbay.api.recovery.resource.RouterState;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a router with its way out, joins it to its subnets, and gives it its routes: several requests, each of which can be the last. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.router")
public final class CreateRouter extends CloudHandler<TaskInput.CreateRouter> {
    @Activate
    public CreateRouter(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateRouter.class);
    }

    @Override
    Optional<Output> lookFor(Work<TaskInput.CreateRouter> work) throws OpenStackException, InterruptedException {
        Service network = work.cloud().admin().network();
        Optional<JsonNode> router = NetworkResource.ROUTER.oldest(network, description(work));
        return router.isPresent() && isWhole(work, network, router.get())
                ? Optional.of(output(work.input(), router.get()))
                : Optional.empty();
    }

    private static boolean isWhole(Work<TaskInput.CreateRouter> work, Service network, JsonNode router)
            throws OpenStackException, InterruptedException {
        Router asked = work.input().router();
        return router.path("routes").size() == asked.extraRoutes().size()
                && interfaces(work, network, router)
                        .missing(asked.internalRoutingInterfaces())
                        .isEmpty();
    }

    @Override
    Output carryOut(Work<TaskInput.CreateRouter> work) throws OpenStackException, InterruptedException {
        Service network = work.cloud().admin().network();
        Router asked = work.input().router();
        JsonNode router = router(work, network);
        interfaces(work, network, router).join(asked.internalRoutingInterfaces());
        if (!asked.extraRoutes().isEmpty()) { // once it has the interfaces over which they lead
            NetworkResource.ROUTER.update(
                    network,
                    NetworkResource.idOf(router),
                    Map.of(
                            "routes",
                            asked.extraRoutes().stream().map(Routes::json).toList()));
        }
        return output(work.input(), router);
    }

    private static JsonNode router(Work<TaskInput.CreateRouter> work, Service network)
            throws OpenStackException, InterruptedException {
        if (work.attempt().number() > 1) {
            Optional<JsonNode> begun = NetworkResource.ROUTER.oldest(network, description(work));
            if (begun.isPresent()) {
                return begun.get();
            }
        }
        return NetworkResource.ROUTER.make(network, description(work), fields(work, network));
    }

    private static RouterInterfaces interfaces(Work<TaskInput.CreateRouter> work, Service network, JsonNode router) {
        return new RouterInterfaces(
                network,
                NetworkResource.idOf(router),
                work.input().tenant().id(),
                work.mark().describing(Optional.empty()));
    }

    private static String description(Work<TaskInput.CreateRouter> work) {
        return work.mark().describing(work.input().router().description());
    }

    private static Map<String, Object> fields(Work<TaskInput.CreateRouter> work, Service network)
            throws OpenStackException, InterruptedException {
        Router asked = work.input().router();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project_id", work.input().tenant().id());
        fields.put("name", asked.name());
        fields.put("admin_state_up", asked.state().orElse(RouterState.UP) == RouterState.UP);
        List<ExternalInterface> ways = asked.externalRoutingInterfaces();
        if (ways.size() > 1) {
            throw OpenStackException.of(
                    Kind.UNSUPPORTED,
                    "a router leads out by one network here, and router '" + asked.name() + "' by " + ways.size());
        }
        if (!ways.isEmpty()) {
            fields.put("external_gateway_info", gateway(work, network, ways.get(0)));
        }
        return fields;
    }

    private static Map<String, Object> gateway(
            Work<TaskInput.CreateRouter> work, Service network, ExternalInterface way)
            throws OpenStackException, InterruptedException {
        Map<String, Object> gateway = new LinkedHashMap<>();
        gateway.put(
                "network_id",
                ExternalNetworks.idOf(
                        network, way.network().name(), work.cloud().name()));
        way.ip().ifPresent(ip -> gateway.put("external_fixed_ips", List.of(Map.of("ip_address", ip))));
        return gateway;
    }

    private static Output output(TaskInput.CreateRouter input, JsonNode made) {
        Router asked = input.router();
        return made(new TaskOutput.RouterMade(new Router(
                NetworkResource.idOf(made),
                asked.name(),
                asked.description(),
                asked.internalRoutingInterfaces(),
                asked.externalRoutingInterfaces(),
                asked.extraRoutes(),
                asked.state())));
    }
}
