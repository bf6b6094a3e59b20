package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Hypervisor;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.InstanceNetwork;
import io.patchbay.api.recovery.resource.InstanceVolume;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A cloud on which an instance can be made of a volume, and what it is asked for. */
abstract class InstancesCase extends GuestsCase {
    CreateInstance creating;
    String disk;

    @BeforeEach
    void offer() {
        creating = new CreateInstance(openStack, settings());
        disk = cloud.availableVolume();
        cloud.floatingIps.put("fip", cloud.node(Map.of("id", "fip", "floating_ip_address", "203.0.113.10")));
    }

    Instance create(Attempt attempt) throws Exception {
        return Records.read(
                        TaskOutput.InstanceMade.class, creating.perform(attempt).values())
                .instance();
    }

    ObjectNode onlyPort() {
        assertThat(cloud.ports).hasSize(1);
        return cloud.ports.values().iterator().next();
    }

    void assertNothingIsLeft() {
        assertThat(cloud.servers).isEmpty();
        assertThat(cloud.ports).isEmpty();
    }

    TaskInput.CreateInstance input() {
        return input(Optional.empty());
    }

    TaskInput.CreateInstance input(Optional<Diagnosis> diagnosis) {
        return input(diagnosis, Optional.empty());
    }

    TaskInput.CreateInstance input(Optional<Diagnosis> diagnosis, Optional<Secret> userData) {
        Network network = new Network("net-1", "front", Optional.empty(), Optional.empty(), Optional.empty());
        Subnet subnet = new Subnet(
                "subnet-1",
                "front",
                "10.1.0.0/24",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        FloatingIp address = new FloatingIp("fip", Optional.of("203.0.113.10"), Optional.empty());
        return new TaskInput.CreateInstance(
                TENANT,
                Optional.empty(),
                Optional.of(new Hypervisor("host-1")),
                new Spec("flavor-1", "small", Optional.empty(), 1, 512, 0, Optional.empty(), Optional.empty()),
                Optional.of(new Keypair("key-1", "ops key", "ssh-ed25519 AAAA ops")),
                new Instance("i-old", "web-1", Optional.empty(), Optional.empty(), diagnosis, userData),
                "i-old",
                List.of(new InstanceNetwork(
                        network, subnet, Optional.of(address), Optional.empty(), Optional.of("10.1.0.10"))),
                List.of(new SecurityGroup("group-1", "web", Optional.empty())),
                List.of(new InstanceVolume(volume(disk), Optional.of("/dev/vda"), Optional.empty())));
    }
}
