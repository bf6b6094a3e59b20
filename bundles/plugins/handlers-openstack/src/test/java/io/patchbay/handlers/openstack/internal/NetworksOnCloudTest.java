package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.AddressRange;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Route;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworksOnCloudTest extends OnCloud {
    private static final Subnet FRONT = new Subnet(
            "source",
            "front-v4",
            "10.77.0.0/24",
            Optional.of("10.77.0.1"),
            Optional.of(false),
            List.of(new AddressRange("10.77.0.10", "10.77.0.100")),
            List.of("9.9.9.9"),
            List.of(new Route("10.99.0.0/16", "10.77.0.254")));

    private final CreateNetwork create = new CreateNetwork(openStack);
    private final CreateSubnet createSubnet = new CreateSubnet(openStack);
    private final DeleteNetwork delete = new DeleteNetwork(openStack);

    private TrialAttempt first;
    private Output made;
    private Network network;

    @BeforeEach
    void make() throws Exception {
        first = attempt(new TaskInput.CreateNetwork(
                tenant,
                new Network("source", "front", Optional.of("of the shop"), Optional.empty(), Optional.of(1400))));
        made = create.perform(first);
        network = read(TaskOutput.NetworkMade.class, made).network();
    }

    @AfterEach
    void remove() throws Exception {
        run(delete, new TaskInput.DeleteNetwork(tenant, network));
    }

    @Test
    void aNetworkIsMadeAsThePlanSays() throws Exception {
        JsonNode there = network(NetworkResource.NETWORK, network.id());

        assertThat(there.path("name").asText()).isEqualTo("front");
        assertThat(there.path("mtu").asInt()).isEqualTo(1400);
        assertThat(there.path("project_id").asText()).isEqualTo(tenant.id());
        assertThat(there.path("description").asText()).startsWith("of the shop [patchbay:");
    }

    @Test
    void aNetworkIsMadeOnceForOneKey() throws Exception {
        assertSameAgain(create, first, made);
        assertThat(NetworkResource.NETWORK.list(admin.network(), "project_id", tenant.id()))
                .hasSize(1);
    }

    @Test
    void aNetworkOfAnotherTaskMayHaveTheSameName() throws Exception {
        Output other = run(create, new TaskInput.CreateNetwork(tenant, network));

        Network second = read(TaskOutput.NetworkMade.class, other).network();
        assertThat(second.id()).isNotEqualTo(network.id());
        run(delete, new TaskInput.DeleteNetwork(tenant, second));
    }

    @Test
    void whoWasTakenForDeadDeletesNothingThatAnotherHasMade() throws Exception {
        create.perform(first); // as one that had been paused before its request

        assertThat(isThere(NetworkResource.NETWORK, network.id())).isTrue();
    }

    @Test
    void aTwinThatDiedBeforeItCouldLookGoesWithTheNetwork() throws Exception {
        JsonNode there = network(NetworkResource.NETWORK, network.id());
        String twin = admin.network()
                .post(
                        "/networks",
                        Map.of(
                                "network",
                                Map.of(
                                        "name", "front",
                                        "project_id", tenant.id(),
                                        "description", there.path("description").asText())))
                .at("/network/id")
                .asText();

        assertThat(create.find(first.again())).isPresent(); // either: both may be of the same second
        run(delete, new TaskInput.DeleteNetwork(tenant, network));

        assertThat(isThere(NetworkResource.NETWORK, twin)).isFalse();
        assertThat(isThere(NetworkResource.NETWORK, network.id())).isFalse();
    }

    @Test
    void aSubnetIsMadeAsThePlanSays() throws Exception {
        Subnet subnet = read(
                        TaskOutput.SubnetMade.class,
                        run(createSubnet, new TaskInput.CreateSubnet(tenant, network, FRONT)))
                .subnet();

        JsonNode there = network(NetworkResource.SUBNET, subnet.id());
        assertThat(there.path("cidr").asText()).isEqualTo("10.77.0.0/24");
        assertThat(there.path("gateway_ip").asText()).isEqualTo("10.77.0.1");
        assertThat(there.path("enable_dhcp").asBoolean()).isFalse();
        assertThat(there.path("allocation_pools").toString()).contains("10.77.0.10", "10.77.0.100");
        assertThat(there.path("dns_nameservers").toString()).isEqualTo("[\"9.9.9.9\"]");
        assertThat(there.path("host_routes").toString()).contains("10.99.0.0/16", "10.77.0.254");
        assertThat(there.path("project_id").asText()).isEqualTo(tenant.id());
    }

    @Test
    void aSubnetWithoutAWayOutHasNone() throws Exception {
        Subnet asked = new Subnet(
                "source", "dark", "fd00:77::/64", Optional.empty(), Optional.empty(), List.of(), List.of(), List.of());

        Subnet subnet = read(
                        TaskOutput.SubnetMade.class,
                        run(createSubnet, new TaskInput.CreateSubnet(tenant, network, asked)))
                .subnet();

        JsonNode there = network(NetworkResource.SUBNET, subnet.id());
        assertThat(there.path("gateway_ip").isNull()).isTrue();
        assertThat(there.path("ip_version").asInt()).isEqualTo(6);
    }

    @Test
    void aSubnetIsMadeOnceForOneKey() throws Exception {
        TrialAttempt one = attempt(new TaskInput.CreateSubnet(tenant, network, FRONT));

        Output subnet = createSubnet.perform(one);

        assertSameAgain(createSubnet, one, subnet);
    }

    @Test
    void aSubnetThatDoesNotFitIsRefusedInTheApisWords() throws Exception {
        run(createSubnet, new TaskInput.CreateSubnet(tenant, network, FRONT));

        TaskFailedException refused = failure(createSubnet, new TaskInput.CreateSubnet(tenant, network, FRONT));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents()).contains("overlaps with another subnet");
    }

    @Test
    void aNetworkGoesWithItsSubnetsAndOnlyOnce() throws Exception {
        Subnet subnet = read(
                        TaskOutput.SubnetMade.class,
                        run(createSubnet, new TaskInput.CreateSubnet(tenant, network, FRONT)))
                .subnet();

        run(delete, new TaskInput.DeleteNetwork(tenant, network));
        run(delete, new TaskInput.DeleteNetwork(tenant, network));

        assertThat(isThere(NetworkResource.SUBNET, subnet.id())).isFalse();
    }

    @Test
    void aNetworkWithAPortIsRefusedForNow() throws Exception {
        run(createSubnet, new TaskInput.CreateSubnet(tenant, network, FRONT));
        String port = admin.network()
                .post("/ports", Map.of("port", Map.of("network_id", network.id(), "project_id", tenant.id())))
                .at("/port/id")
                .asText();

        TaskFailedException refused = failure(delete, new TaskInput.DeleteNetwork(tenant, network));

        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused.reason().contents()).contains("NetworkInUse");
        admin.network().delete(NetworkResource.PORT.path(port));
    }

    @Test
    void aNetworkThatNoRecoveryHasMadeStays() throws Exception {
        String id = admin.network()
                .post("/networks", Map.of("network", Map.of("name", "front", "project_id", tenant.id())))
                .at("/network/id")
                .asText();
        Network others = new Network(id, "front", Optional.empty(), Optional.empty(), Optional.empty());

        TaskFailedException refused = failure(delete, new TaskInput.DeleteNetwork(tenant, others));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents()).contains("network " + id + " bears no mark of a recovery");
        assertThat(isThere(NetworkResource.NETWORK, id)).isTrue();
        admin.network().delete(NetworkResource.NETWORK.path(id));
    }

    @Test
    void aQuotaIsToldInTheApisWords() throws Exception {
        String quota = Service.path("/quotas/{}", tenant.id());
        admin.network().put(quota, Map.of("quota", Map.of("network", 1)));
        try {
            TaskFailedException refused = failure(create, new TaskInput.CreateNetwork(tenant, network));

            assertThat(refused.isRetryable()).isFalse();
            assertThat(refused.reason().code()).endsWith(".quota_exceeded");
            assertThat(refused.reason().contents()).contains("Quota exceeded for resources: ['network']");
        } finally {
            admin.network().delete(quota);
        }
    }
}
