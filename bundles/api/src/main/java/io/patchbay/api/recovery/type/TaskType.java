package io.patchbay.api.recovery.type;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of task that Patchbay knows. Plug-ins may have types of their own, whose names begin with another word. */
public enum TaskType {
    /** Makes a tenant. */
    CREATE_TENANT("create.tenant", TaskInput.CreateTenant.class, TaskOutput.TenantMade.class),
    /** Makes a security group. */
    CREATE_SECURITY_GROUP(
            "create.security_group", TaskInput.CreateSecurityGroup.class, TaskOutput.SecurityGroupMade.class),
    /** Makes a rule of a security group. */
    CREATE_SECURITY_GROUP_RULE(
            "create.security_group_rule",
            TaskInput.CreateSecurityGroupRule.class,
            TaskOutput.SecurityGroupRuleMade.class),
    /** Makes a network. */
    CREATE_NETWORK("create.network", TaskInput.CreateNetwork.class, TaskOutput.NetworkMade.class),
    /** Makes a subnet. */
    CREATE_SUBNET("create.subnet", TaskInput.CreateSubnet.class, TaskOutput.SubnetMade.class),
    /** Makes a router and joins it to subnets. */
    CREATE_ROUTER("create.router", TaskInput.CreateRouter.class, TaskOutput.RouterMade.class),
    /** Takes an address of a network that leads out. */
    CREATE_FLOATING_IP("create.floatingip", TaskInput.CreateFloatingIp.class, TaskOutput.FloatingIpMade.class),
    /** Makes a size for instances. */
    CREATE_SPEC("create.spec", TaskInput.CreateSpec.class, TaskOutput.SpecMade.class),
    /** Registers a public key. */
    CREATE_KEYPAIR("create.keypair", TaskInput.CreateKeypair.class, TaskOutput.KeypairMade.class),
    /** Copies a volume from one storage to another. */
    COPY_VOLUME("copy.volume", TaskInput.CopyVolume.class, TaskOutput.VolumeCopied.class),
    /** Has the recovery site know a volume that was copied. */
    IMPORT_VOLUME("import.volume", TaskInput.ImportVolume.class, TaskOutput.VolumeImported.class),
    /** Makes an instance, starts it, and waits until it serves. */
    CREATE_INSTANCE("create-and-diagnosis.instance", TaskInput.CreateInstance.class, TaskOutput.InstanceMade.class),
    /** Stops an instance. */
    STOP_INSTANCE("stop.instance", TaskInput.StopInstance.class, TaskOutput.Nothing.class),
    /** Deletes an instance. */
    DELETE_INSTANCE("delete.instance", TaskInput.DeleteInstance.class, TaskOutput.Nothing.class),
    /** Deletes a size. */
    DELETE_SPEC("delete.spec", TaskInput.DeleteSpec.class, TaskOutput.Nothing.class),
    /** Deletes a public key. */
    DELETE_KEYPAIR("delete.keypair", TaskInput.DeleteKeypair.class, TaskOutput.Nothing.class),
    /** Deletes a tenant. */
    DELETE_TENANT("delete.tenant", TaskInput.DeleteTenant.class, TaskOutput.Nothing.class),
    /** Deletes a security group and its rules. */
    DELETE_SECURITY_GROUP("delete.security_group", TaskInput.DeleteSecurityGroup.class, TaskOutput.Nothing.class),
    /** Deletes a network and its subnets. */
    DELETE_NETWORK("delete.network", TaskInput.DeleteNetwork.class, TaskOutput.Nothing.class),
    /** Deletes a router. */
    DELETE_ROUTER("delete.router", TaskInput.DeleteRouter.class, TaskOutput.Nothing.class),
    /** Gives an address back. */
    DELETE_FLOATING_IP("delete.floatingip", TaskInput.DeleteFloatingIp.class, TaskOutput.Nothing.class),
    /** Has the recovery site forget a volume, and keep its content. */
    UNMANAGE_VOLUME("unmanage.volume", TaskInput.UnmanageVolume.class, TaskOutput.Nothing.class),
    /** Deletes the copy of a volume. */
    DELETE_VOLUME_COPY("delete.volume.copy", TaskInput.DeleteVolumeCopy.class, TaskOutput.Nothing.class);

    private static final Set<String> VERBS =
            Stream.of(values()).map(type -> verbOf(type.type)).collect(Collectors.toUnmodifiableSet());

    private final String type;
    private final Class<? extends TaskInput> input;
    private final Class<? extends TaskOutput> output;

    TaskType(String type, Class<? extends TaskInput> input, Class<? extends TaskOutput> output) {
        this.type = type;
        this.input = input;
        this.output = output;
    }

    /** The type of that name, for example {@code create.network}; empty if it is not one of these. */
    public static Optional<TaskType> of(String name) {
        return Stream.of(values()).filter(known -> known.type.equals(name)).findFirst();
    }

    /** Whether a name that is none of these begins as they do, so that it can only be a mistake. */
    public static boolean isMistaken(String name) {
        return VERBS.contains(verbOf(name)) && of(name).isEmpty();
    }

    private static String verbOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Its name, as tasks and handlers have it. */
    public String type() {
        return type;
    }

    /** What it takes: a record. */
    public Shape.Members input() {
        return Shape.of(input.asSubclass(Record.class));
    }

    /** What it gives: a record. */
    public Shape.Members output() {
        return Shape.of(output.asSubclass(Record.class));
    }
}
