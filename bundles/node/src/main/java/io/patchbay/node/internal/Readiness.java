package io.patchbay.node.internal;

import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the OSGi condition {@code patchbay.ready} while every part that is expected is there and unblocked. Thread-safe;
 * the registration is confined to the timer's thread.
 */
@Component(service = NodeReadiness.class, immediate = true, configurationPid = Readiness.PID)
@Designate(ocd = Readiness.Config.class)
public final class Readiness implements NodeReadiness {
    static final String PID = "io.patchbay.node";
    static final String READY = "patchbay.ready";
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final long LOOK_MILLIS = 20;
    private static final long COMPLAIN_MILLIS = 10_000;

    @ObjectClassDefinition(name = "Patchbay: node")
    @interface Config {
        @AttributeDefinition(description = "Names of the parts without which the node is not ready")
        String[] expects() default {"hotswap", "coordination", "placement", "store", "rooms", "rest", "portal"};
    }

    private final BundleContext framework;
    private final List<String> expected;
    private final Map<String, ReadinessCheck> checks = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Threads.timer("readiness");
    private Optional<ServiceRegistration<Condition>> ready = Optional.empty();
    private long blockedMillis;

    @Activate
    public Readiness(BundleContext framework, Config config) {
        this.framework = framework;
        this.expected = List.of(config.expects());
        Future<?> unused = // it ends with the timer
                timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindCheck(ReadinessCheck check, Map<String, Object> properties) {
        checks.put(nameOf(properties), check);
    }

    void unbindCheck(ReadinessCheck check, Map<String, Object> properties) {
        checks.remove(nameOf(properties), check);
    }

    @Deactivate
    void close() {
        Threads.close(timer, Duration.ofSeconds(1));
        ready.ifPresent(ServiceRegistration::unregister);
    }

    private void look() {
        Map<String, String> blocked = blockedBy();
        if (blocked.isEmpty() == ready.isPresent()) {
            complain(blocked);
        } else if (blocked.isEmpty()) {
            ready = Optional.of(framework.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    FrameworkUtil.asDictionary(Map.of(Condition.CONDITION_ID, READY))));
            blockedMillis = 0;
            LOG.info("Ready");
        } else {
            ready.ifPresent(ServiceRegistration::unregister);
            ready = Optional.empty();
            tellWhyNoLonger(blocked);
        }
    }

    /** Parts that go because the whole node was told to stop are no trouble. */
    private void tellWhyNoLonger(Map<String, String> blocked) {
        if (framework.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING) {
            LOG.info("Stopping");
        } else {
            LOG.warn("No longer ready: {}", inWords(blocked));
        }
    }

    private void complain(Map<String, String> blocked) {
        blockedMillis += blocked.isEmpty() ? 0 : LOOK_MILLIS;
        if (blockedMillis >= COMPLAIN_MILLIS) {
            blockedMillis = 0;
            LOG.warn("Not ready: {}", inWords(blocked));
        }
    }

    @Override
    public Map<String, String> blockedBy() {
        Map<String, String> blocked = new LinkedHashMap<>();
        for (String name : expected) {
            Optional<ReadinessCheck> check = Optional.ofNullable(checks.get(name));
            Optional<String> reason = check.isPresent() ? reasonOf(check.get()) : Optional.of("is not there yet");
            reason.ifPresent(text -> blocked.put(name, text));
        }
        return Collections.unmodifiableMap(blocked);
    }

    private static String inWords(Map<String, String> blocked) {
        return blocked.entrySet().stream()
                .map(part -> part.getKey() + ": " + part.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> reasonOf(ReadinessCheck check) {
        try {
            return check.blockedBy();
        } catch (RuntimeException failed) {
            return Optional.of("its check failed: " + failed);
        }
    }

    private static String nameOf(Map<String, Object> properties) {
        return String.valueOf(properties.get(ReadinessCheck.NAME));
    }
}
