package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.ExternalInterface;
import io.patchbay.api.recovery.resource.ExternalNetwork;
import io.patchbay.api.recovery.resource.InternalInterface;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Route;
import io.patchbay.api.recovery.resource.Router;
import io.patchbay.api.recovery.resource.RouterState;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutersOnCloudTest extends OnCloud {
    private final CreateRouter create = new CreateRouter(openStack);
    private final DeleteRouter delete = new DeleteRouter(openStack);
    private final List<Router> routers = new ArrayList<>();

    private Network network;
    private Subnet subnet;

    @BeforeEach
    void joinable() throws Exception {
        Network front = new Network("source", "front", NOTHING_SAID, Optional.empty(), Optional.empty());
        network = read(
                        TaskOutput.NetworkMade.class,
                        run(new CreateNetwork(openStack), new TaskInput.CreateNetwork(tenant, front)))
                .network();
        Subnet v4 = new Subnet(
                "source",
                "front-v4",
                "10.77.0.0/24",
                Optional.of("10.77.0.1"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        subnet = read(
                        TaskOutput.SubnetMade.class,
                        run(new CreateSubnet(openStack), new TaskInput.CreateSubnet(tenant, network, v4)))
                .subnet();
    }

    @AfterEach
    void remove() throws Exception {
        for (Router router : routers) {
            run(delete, new TaskInput.DeleteRouter(tenant, router));
        }
        run(new DeleteNetwork(openStack), new TaskInput.DeleteNetwork(tenant, network));
    }

    private InternalInterface at(String ip) {
        return new InternalInterface(network, subnet, Optional.of(ip));
    }

    private static Router asked(List<InternalInterface> inside, List<ExternalInterface> outside, List<Route> routes) {
        return new Router("source", "edge", Optional.of("to the world"), inside, outside, routes, Optional.empty());
    }

    private static ExternalInterface out(String name, String ip) {
        return new ExternalInterface(new ExternalNetwork(name), Optional.of(ip).filter(given -> !given.isEmpty()));
    }

    private Output made(TrialAttempt attempt) throws Exception {
        Output output = create.perform(attempt);
        routers.add(read(TaskOutput.RouterMade.class, output).router());
        return output;
    }

    private JsonNode made(Router asked) throws Exception {
        Output output = made(attempt(new TaskInput.CreateRouter(tenant, asked)));
        return network(
                NetworkResource.ROUTER,
                read(TaskOutput.RouterMade.class, output).router().id());
    }

    private List<String> inside(JsonNode router) throws Exception {
        List<String> addresses = new ArrayList<>();
        for (JsonNode port : NetworkResource.PORT.list(
                admin.network(), "device_id", router.path("id").asText(), "network_id", network.id())) {
            addresses.add(port.at("/fixed_ips/0/ip_address").asText());
        }
        return addresses;
    }

    @Test
    void leadsOutOnTheAddressThatThePlanSays() throws Exception {
        JsonNode there = made(asked(List.of(), List.of(out("public", "198.51.100.77")), List.of()));

        assertThat(there.at("/external_gateway_info/external_fixed_ips/0/ip_address")
                        .asText())
                .isEqualTo("198.51.100.77");
        assertThat(there.path("name").asText()).isEqualTo("edge");
        assertThat(there.path("description").asText()).startsWith("to the world [patchbay:");
        assertThat(there.path("project_id").asText()).isEqualTo(tenant.id());
        assertThat(there.path("admin_state_up").asBoolean()).isTrue();
    }

    @Test
    void joinsASubnetOnTheAddressThatThePlanSays() throws Exception {
        assertThat(inside(made(asked(List.of(at("10.77.0.9")), List.of(), List.of()))))
                .containsExactly("10.77.0.9");
    }

    @Test
    void joinsASubnetOnItsWayOutWhereThePlanSaysNothing() throws Exception {
        InternalInterface anywhere = new InternalInterface(network, subnet, Optional.empty());

        assertThat(inside(made(asked(List.of(anywhere), List.of(), List.of())))).containsExactly("10.77.0.1");
    }

    @Test
    void hasFurtherRoutes() throws Exception {
        JsonNode there =
                made(asked(List.of(at("10.77.0.1")), List.of(), List.of(new Route("10.88.0.0/16", "10.77.0.254"))));

        assertThat(there.path("routes").toString()).contains("10.88.0.0/16", "10.77.0.254");
    }

    @Test
    void isLeftDownWhereThePlanSaysSo() throws Exception {
        Router down = new Router(
                "source", "edge", NOTHING_SAID, List.of(), List.of(), List.of(), Optional.of(RouterState.DOWN));

        assertThat(made(down).path("admin_state_up").asBoolean()).isFalse();
    }

    @Test
    void isMadeOnceForOneKey() throws Exception {
        TrialAttempt first = attempt(new TaskInput.CreateRouter(
                tenant,
                asked(
                        List.of(at("10.77.0.9")),
                        List.of(out("public", "")),
                        List.of(new Route("10.88.0.0/16", "10.77.0.254")))));

        Output output = made(first);

        assertSameAgain(create, first, output);
        assertThat(NetworkResource.ROUTER.list(admin.network(), "project_id", tenant.id()))
                .hasSize(1);
    }

    @Test
    void anAddressMayBeWrittenInAnotherWayThanTheApiDoes() throws Exception {
        Subnet v6 = new Subnet(
                "source",
                "front-v6",
                "fd00:77::/64",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        Subnet there = read(
                        TaskOutput.SubnetMade.class,
                        run(new CreateSubnet(openStack), new TaskInput.CreateSubnet(tenant, network, v6)))
                .subnet();
        TrialAttempt first = attempt(new TaskInput.CreateRouter(
                tenant,
                asked(
                        List.of(new InternalInterface(network, there, Optional.of("FD00:77:0:0::09"))),
                        List.of(),
                        List.of())));

        Output output = made(first);

        assertSameAgain(create, first, output);
    }

    @Test
    void whatAnEarlierAttemptHasLeftUndoneIsDone() throws Exception {
        TrialAttempt first = attempt(new TaskInput.CreateRouter(tenant, asked(List.of(), List.of(), List.of())));
        Output begun = made(first);
        TrialAttempt second =
                again(first, new TaskInput.CreateRouter(tenant, asked(List.of(at("10.77.0.9")), List.of(), List.of())));

        assertThat(create.find(second)).isEmpty();
        Router router =
                read(TaskOutput.RouterMade.class, create.perform(second)).router();

        assertThat(router.id())
                .isEqualTo(read(TaskOutput.RouterMade.class, begun).router().id());
        assertThat(inside(network(NetworkResource.ROUTER, router.id()))).containsExactly("10.77.0.9");
    }

    @Test
    void aNetworkThatDoesNotLeadOutIsToldWithThoseThatDo() {
        TaskFailedException refused = failure(
                create, new TaskInput.CreateRouter(tenant, asked(List.of(), List.of(out("nowhere", "")), List.of())));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents())
                .contains("cloud site-b has no external network 'nowhere'; there is: ")
                .contains("public");
    }

    @Test
    void isDeletedWithItsRoutesAndInterfacesAndOnlyOnce() throws Exception {
        JsonNode there = made(asked(
                List.of(at("10.77.0.9")),
                List.of(out("public", "")),
                List.of(new Route("10.88.0.0/16", "10.77.0.254"))));
        Router router = routers.get(0);

        run(delete, new TaskInput.DeleteRouter(tenant, router));
        run(delete, new TaskInput.DeleteRouter(tenant, router));

        assertThat(isThere(NetworkResource.ROUTER, router.id())).isFalse();
        assertThat(inside(there)).isEmpty();
        assertThat(NetworkResource.PORT.list(admin.network(), "project_id", tenant.id()))
                .isEmpty();
    }
}
