package io.patchbay.handlers.noop.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Handlers of what makes something. No state. */
public final class Makers {
    private Makers() {}

    /** Plays {@link TaskType#CREATE_TENANT}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=create.tenant")
    @Designate(ocd = NoOp.Config.class) // of all of them: bnd takes a PID once
    public static final class CreateTenant extends NoOp {
        @Activate
        public CreateTenant(Config config) {
            super(TaskType.CREATE_TENANT, config);
        }
    }

    /** Plays {@link TaskType#CREATE_SECURITY_GROUP}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create.security_group")
    public static final class CreateSecurityGroup extends NoOp {
        @Activate
        public CreateSecurityGroup(Config config) {
            super(TaskType.CREATE_SECURITY_GROUP, config);
        }
    }

    /** Plays {@link TaskType#CREATE_SECURITY_GROUP_RULE}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create.security_group_rule")
    public static final class CreateSecurityGroupRule extends NoOp {
        @Activate
        public CreateSecurityGroupRule(Config config) {
            super(TaskType.CREATE_SECURITY_GROUP_RULE, config);
        }
    }

    /** Plays {@link TaskType#CREATE_NETWORK}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create.network")
    public static final class CreateNetwork extends NoOp {
        @Activate
        public CreateNetwork(Config config) {
            super(TaskType.CREATE_NETWORK, config);
        }
    }

    /** Plays {@link TaskType#CREATE_SUBNET}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=create.subnet")
    public static final class CreateSubnet extends NoOp {
        @Activate
        public CreateSubnet(Config config) {
            super(TaskType.CREATE_SUBNET, config);
        }
    }

    /** Plays {@link TaskType#CREATE_ROUTER}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=create.router")
    public static final class CreateRouter extends NoOp {
        @Activate
        public CreateRouter(Config config) {
            super(TaskType.CREATE_ROUTER, config);
        }
    }

    /** Plays {@link TaskType#CREATE_FLOATING_IP}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create.floatingip")
    public static final class CreateFloatingIp extends NoOp {
        @Activate
        public CreateFloatingIp(Config config) {
            super(TaskType.CREATE_FLOATING_IP, config);
        }
    }

    /** Plays {@link TaskType#CREATE_SPEC}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=create.spec")
    public static final class CreateSpec extends NoOp {
        @Activate
        public CreateSpec(Config config) {
            super(TaskType.CREATE_SPEC, config);
        }
    }

    /** Plays {@link TaskType#CREATE_KEYPAIR}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create.keypair")
    public static final class CreateKeypair extends NoOp {
        @Activate
        public CreateKeypair(Config config) {
            super(TaskType.CREATE_KEYPAIR, config);
        }
    }

    /** Plays {@link TaskType#COPY_VOLUME}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=copy.volume")
    public static final class CopyVolume extends NoOp {
        @Activate
        public CopyVolume(Config config) {
            super(TaskType.COPY_VOLUME, config);
        }
    }

    /** Plays {@link TaskType#IMPORT_VOLUME}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=import.volume")
    public static final class ImportVolume extends NoOp {
        @Activate
        public ImportVolume(Config config) {
            super(TaskType.IMPORT_VOLUME, config);
        }
    }

    /** Plays {@link TaskType#CREATE_INSTANCE}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=create-and-diagnosis.instance")
    public static final class CreateInstance extends NoOp {
        @Activate
        public CreateInstance(Config config) {
            super(TaskType.CREATE_INSTANCE, config);
        }
    }
}
