package io.patchbay.handlers.noop.internal;

import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Offers a handler that does nothing for every type that Patchbay knows: a service each, which a component each would only repeat. Who
 * installs this bundle wants nothing done: its handlers go before those that do something. Immutable.
 */
@Component(
        service = {},
        configurationPid = NoOp.PID)
@Designate(ocd = Handlers.Config.class)
public final class Handlers {
    @ObjectClassDefinition(name = "Patchbay: task handlers that do nothing")
    @interface Config {
        @AttributeDefinition(description = "How long each takes over it")
        int delayMillis() default 0;
    }

    static final int RANKING = 1000;

    private final List<ServiceRegistration<TaskHandler>> offered;

    @Activate
    public Handlers(BundleContext bundle, Config config) {
        this.offered = Stream.of(TaskType.values())
                .map(type -> bundle.registerService(
                        TaskHandler.class,
                        new NoOp(type, config.delayMillis()),
                        FrameworkUtil.asDictionary(
                                Map.of(TaskHandler.NAME, type.type(), Constants.SERVICE_RANKING, RANKING))))
                .toList();
    }

    @Deactivate
    void close() {
        offered.forEach(ServiceRegistration::unregister);
    }
}
