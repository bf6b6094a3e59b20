package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Router;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.SecurityGroupRule;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Volume;
import java.util.List;
import java.util.Optional;

/** What a plan tells of a resource itself, without what it needs. No state. */
final class Resources {
    private Resources() {}

    static SecurityGroup of(RecoveryPlan.SecurityGroup group) {
        return new SecurityGroup(group.id(), group.name(), group.description());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static SecurityGroupRule of(RecoveryPlan.Rule rule) {
        return new SecurityGroupRule(
                rule.id(),
                rule.direction(),
                rule.etherType().orElse(EtherType.IPV4),
                rule.protocol(),
                rule.portRangeMin(),
                rule.portRangeMax(),
                rule.networkCidr(),
                Optional.empty());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static Network of(RecoveryPlan.Network network) {
        return new Network(network.id(), network.name(), network.description(), Optional.empty(), network.mtu());
    }

    static Router of(RecoveryPlan.Router router) {
        return new Router(
                router.id(),
                router.name(),
                router.description(),
                List.of(),
                router.external(),
                router.extraRoutes(),
                router.state());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static FloatingIp of(RecoveryPlan.Address address) {
        return new FloatingIp(address.id(), address.ip(), address.description());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static Spec of(RecoveryPlan.Size size) {
        return new Spec(
                size.id(),
                size.name(),
                size.description(),
                size.vcpus(),
                size.memoryMib(),
                size.diskGib(),
                size.ephemeralGib(),
                size.swapMib());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static Volume of(RecoveryPlan.Disk disk) {
        return new Volume(disk.id(), disk.name(), disk.description(), disk.sizeGib(), disk.bootable(), disk.readOnly());
    }

    /** @throws IllegalArgumentException if its values do not go together */
    static Instance of(RecoveryPlan.Machine machine) {
        return new Instance(
                machine.id(),
                machine.name(),
                machine.description(),
                machine.state(),
                machine.diagnosis(),
                machine.userData());
    }
}
