package io.patchbay.api.recovery.type;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.AvailabilityZone;
import io.patchbay.api.recovery.resource.ExternalNetwork;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Hypervisor;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.InstanceNetwork;
import io.patchbay.api.recovery.resource.InstanceVolume;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Router;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.SecurityGroupRule;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.SnapshotPair;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.resource.VolumePair;
import java.util.List;
import java.util.Optional;

/**
 * The inputs of the types of task, references resolved. The ids {@code volumeId} and {@code instanceId} are those at the protected
 * site. Read one with {@link Records#read(Class, io.patchbay.api.Attributes)}.
 */
public sealed interface TaskInput {
    /** Of {@link TaskType#CREATE_TENANT}. */
    record CreateTenant(Tenant tenant) implements TaskInput {}

    /** Of {@link TaskType#CREATE_SECURITY_GROUP}. */
    record CreateSecurityGroup(Tenant tenant, SecurityGroup securityGroup) implements TaskInput {}

    /** Of {@link TaskType#CREATE_SECURITY_GROUP_RULE}. */
    record CreateSecurityGroupRule(Tenant tenant, SecurityGroup securityGroup, SecurityGroupRule securityGroupRule)
            implements TaskInput {}

    /** Of {@link TaskType#CREATE_NETWORK}. */
    record CreateNetwork(Tenant tenant, Network network) implements TaskInput {}

    /** Of {@link TaskType#CREATE_SUBNET}. */
    record CreateSubnet(Tenant tenant, Network network, Subnet subnet) implements TaskInput {}

    /** Of {@link TaskType#CREATE_ROUTER}. */
    record CreateRouter(Tenant tenant, Router router) implements TaskInput {}

    /** Of {@link TaskType#CREATE_FLOATING_IP}. */
    record CreateFloatingIp(Tenant tenant, ExternalNetwork network, FloatingIp floatingIp) implements TaskInput {}

    /** Of {@link TaskType#CREATE_SPEC}. */
    record CreateSpec(Spec spec, List<ExtraSpec> extraSpecs) implements TaskInput {
        /** Copies the list. */
        public CreateSpec {
            extraSpecs = List.copyOf(extraSpecs);
        }
    }

    /** Of {@link TaskType#CREATE_KEYPAIR}. */
    record CreateKeypair(Keypair keypair) implements TaskInput {}

    /** Of {@link TaskType#COPY_VOLUME}. */
    record CopyVolume(
            Tenant tenant,
            Storage sourceStorage,
            Storage targetStorage,
            Attributes targetMetadata,
            Volume volume,
            String volumeId,
            List<Snapshot> snapshots)
            implements TaskInput {
        /** Copies the list. */
        public CopyVolume {
            snapshots = List.copyOf(snapshots);
        }
    }

    /** Of {@link TaskType#IMPORT_VOLUME}. */
    record ImportVolume(
            Tenant tenant,
            Storage sourceStorage,
            Storage targetStorage,
            Volume volume,
            List<Snapshot> snapshots,
            Attributes targetMetadata,
            String volumeId)
            implements TaskInput {
        /** Copies the list. */
        public ImportVolume {
            snapshots = List.copyOf(snapshots);
        }
    }

    /** Of {@link TaskType#CREATE_INSTANCE}. */
    record CreateInstance(
            Tenant tenant,
            Optional<AvailabilityZone> availabilityZone,
            Optional<Hypervisor> hypervisor,
            Spec spec,
            Optional<Keypair> keypair,
            Instance instance,
            String instanceId,
            List<InstanceNetwork> networks,
            List<SecurityGroup> securityGroups,
            List<InstanceVolume> volumes)
            implements TaskInput {
        /** Copies the lists. */
        public CreateInstance {
            networks = List.copyOf(networks);
            securityGroups = List.copyOf(securityGroups);
            volumes = List.copyOf(volumes);
        }
    }

    /** Of {@link TaskType#STOP_INSTANCE}. */
    record StopInstance(Tenant tenant, Instance instance) implements TaskInput {}

    /** Of {@link TaskType#DELETE_INSTANCE}. */
    record DeleteInstance(Tenant tenant, Instance instance) implements TaskInput {}

    /** Of {@link TaskType#DELETE_SPEC}. */
    record DeleteSpec(Spec spec) implements TaskInput {}

    /** Of {@link TaskType#DELETE_KEYPAIR}. */
    record DeleteKeypair(Keypair keypair) implements TaskInput {}

    /** Of {@link TaskType#DELETE_TENANT}. */
    record DeleteTenant(Tenant tenant) implements TaskInput {}

    /** Of {@link TaskType#DELETE_SECURITY_GROUP}. */
    record DeleteSecurityGroup(Tenant tenant, SecurityGroup securityGroup) implements TaskInput {}

    /** Of {@link TaskType#DELETE_NETWORK}. */
    record DeleteNetwork(Tenant tenant, Network network) implements TaskInput {}

    /** Of {@link TaskType#DELETE_ROUTER}. */
    record DeleteRouter(Tenant tenant, Router router) implements TaskInput {}

    /** Of {@link TaskType#DELETE_FLOATING_IP}. */
    record DeleteFloatingIp(Tenant tenant, FloatingIp floatingIp) implements TaskInput {}

    /** Of {@link TaskType#UNMANAGE_VOLUME}. */
    record UnmanageVolume(
            Tenant tenant,
            Storage sourceStorage,
            Storage targetStorage,
            VolumePair volumePair,
            List<SnapshotPair> snapshotPairs,
            Attributes targetMetadata,
            String volumeId)
            implements TaskInput {
        /** Copies the list. */
        public UnmanageVolume {
            snapshotPairs = List.copyOf(snapshotPairs);
        }
    }

    /** Of {@link TaskType#DELETE_VOLUME_COPY}. */
    record DeleteVolumeCopy(
            Tenant tenant,
            Storage sourceStorage,
            Storage targetStorage,
            Volume volume,
            List<Snapshot> snapshots,
            Attributes targetMetadata,
            String volumeId)
            implements TaskInput {
        /** Copies the list. */
        public DeleteVolumeCopy {
            snapshots = List.copyOf(snapshots);
        }
    }
}
