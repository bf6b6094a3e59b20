package io.patchbay.api.recovery.type;

import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Instance;
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

/** The outputs of the types of task. Write one with {@link Records#write}. */
public sealed interface TaskOutput {
    /** Of {@link TaskType#CREATE_TENANT}. */
    record TenantMade(Tenant tenant) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_SECURITY_GROUP}. */
    record SecurityGroupMade(SecurityGroup securityGroup) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_SECURITY_GROUP_RULE}. */
    record SecurityGroupRuleMade(SecurityGroupRule securityGroupRule) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_NETWORK}. */
    record NetworkMade(Network network) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_SUBNET}. */
    record SubnetMade(Subnet subnet) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_ROUTER}. */
    record RouterMade(Router router) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_FLOATING_IP}. */
    record FloatingIpMade(FloatingIp floatingIp) implements TaskOutput {}

    /** Of {@link TaskType#CREATE_SPEC}. */
    record SpecMade(Spec spec, List<ExtraSpec> extraSpecs) implements TaskOutput {
        /** Copies the list. */
        public SpecMade {
            extraSpecs = List.copyOf(extraSpecs);
        }
    }

    /** Of {@link TaskType#CREATE_KEYPAIR}. */
    record KeypairMade(Keypair keypair) implements TaskOutput {}

    /** Of {@link TaskType#COPY_VOLUME}. */
    record VolumeCopied(Storage sourceStorage, Storage targetStorage, Volume volume, List<Snapshot> snapshots)
            implements TaskOutput {
        /** Copies the list. */
        public VolumeCopied {
            snapshots = List.copyOf(snapshots);
        }
    }

    /** Of {@link TaskType#IMPORT_VOLUME}. */
    record VolumeImported(
            Storage sourceStorage, Storage targetStorage, VolumePair volumePair, List<SnapshotPair> snapshotPairs)
            implements TaskOutput {
        /** Copies the list. */
        public VolumeImported {
            snapshotPairs = List.copyOf(snapshotPairs);
        }
    }

    /** Of {@link TaskType#CREATE_INSTANCE}. */
    record InstanceMade(Instance instance) implements TaskOutput {}

    /** Of what stops or deletes something: there is nothing to refer to. */
    record Nothing() implements TaskOutput {}
}
