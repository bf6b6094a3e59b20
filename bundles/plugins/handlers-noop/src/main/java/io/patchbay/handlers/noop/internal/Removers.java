package io.patchbay.handlers.noop.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Handlers of what stops or deletes something. No state. */
public final class Removers {
    private Removers() {}

    /** Plays {@link TaskType#STOP_INSTANCE}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=stop.instance")
    public static final class StopInstance extends NoOp {
        @Activate
        public StopInstance(Config config) {
            super(TaskType.STOP_INSTANCE, config);
        }
    }

    /** Plays {@link TaskType#DELETE_INSTANCE}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.instance")
    public static final class DeleteInstance extends NoOp {
        @Activate
        public DeleteInstance(Config config) {
            super(TaskType.DELETE_INSTANCE, config);
        }
    }

    /** Plays {@link TaskType#DELETE_SPEC}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=delete.spec")
    public static final class DeleteSpec extends NoOp {
        @Activate
        public DeleteSpec(Config config) {
            super(TaskType.DELETE_SPEC, config);
        }
    }

    /** Plays {@link TaskType#DELETE_KEYPAIR}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.keypair")
    public static final class DeleteKeypair extends NoOp {
        @Activate
        public DeleteKeypair(Config config) {
            super(TaskType.DELETE_KEYPAIR, config);
        }
    }

    /** Plays {@link TaskType#DELETE_TENANT}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=delete.tenant")
    public static final class DeleteTenant extends NoOp {
        @Activate
        public DeleteTenant(Config config) {
            super(TaskType.DELETE_TENANT, config);
        }
    }

    /** Plays {@link TaskType#DELETE_SECURITY_GROUP}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.security_group")
    public static final class DeleteSecurityGroup extends NoOp {
        @Activate
        public DeleteSecurityGroup(Config config) {
            super(TaskType.DELETE_SECURITY_GROUP, config);
        }
    }

    /** Plays {@link TaskType#DELETE_NETWORK}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.network")
    public static final class DeleteNetwork extends NoOp {
        @Activate
        public DeleteNetwork(Config config) {
            super(TaskType.DELETE_NETWORK, config);
        }
    }

    /** Plays {@link TaskType#DELETE_ROUTER}. */
    @Component(service = TaskHandler.class, configurationPid = NoOp.PID, property = TaskHandler.NAME + "=delete.router")
    public static final class DeleteRouter extends NoOp {
        @Activate
        public DeleteRouter(Config config) {
            super(TaskType.DELETE_ROUTER, config);
        }
    }

    /** Plays {@link TaskType#DELETE_FLOATING_IP}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.floatingip")
    public static final class DeleteFloatingIp extends NoOp {
        @Activate
        public DeleteFloatingIp(Config config) {
            super(TaskType.DELETE_FLOATING_IP, config);
        }
    }

    /** Plays {@link TaskType#UNMANAGE_VOLUME}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=unmanage.volume")
    public static final class UnmanageVolume extends NoOp {
        @Activate
        public UnmanageVolume(Config config) {
            super(TaskType.UNMANAGE_VOLUME, config);
        }
    }

    /** Plays {@link TaskType#DELETE_VOLUME_COPY}. */
    @Component(
            service = TaskHandler.class,
            configurationPid = NoOp.PID,
            property = TaskHandler.NAME + "=delete.volume.copy")
    public static final class DeleteVolumeCopy extends NoOp {
        @Activate
        public DeleteVolumeCopy(Config config) {
            super(TaskType.DELETE_VOLUME_COPY, config);
        }
    }
}
