package io.patchbay.itests.incontainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The distribution's bundles in a real Felix: each starts, each component finds what it needs, each can go and come back. */
@ExtendWith(InFelix.class)
public class DistributionIT {
    private static final long READY_MILLIS = 60_000;

    @Test
    public void everyBundleIsActive(BundleContext context) throws Exception {
        awaitReady(context);

        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getHeaders().get("Fragment-Host") == null)
                        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                        .map(Bundle::getSymbolicName))
                .isEmpty();
    }

    @Test
    public void everyComponentIsSatisfied(BundleContext context) throws Exception {
        awaitReady(context);

        assertThat(unsatisfiedComponents(context)).isEmpty();
    }

    @Test
    public void onlyTheApiExportsPackagesOfOurs(BundleContext context) {
        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> Objects.toString(bundle.getHeaders().get("Export-Package"), "")
                                .contains("io.patchbay."))
                        .map(Bundle::getSymbolicName))
                .containsExactly("io.patchbay.api");
    }

    @Test
    public void everyPluginIsInstalledByTheDeployer(BundleContext context) throws Exception {
        awaitReady(context);

        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getLocation().startsWith("plugin:"))
                        .map(Bundle::getSymbolicName))
                .contains(
                        "io.patchbay.scheduler-sticky",
                        "io.patchbay.matchers",
                        "io.patchbay.strategies",
                        "io.patchbay.protocol-legacy",
                        "io.patchbay.protocol-v10",
                        "io.patchbay.protocol-v11",
                        "io.patchbay.protocol-v12",
                        "io.patchbay.election-claim",
                        "io.patchbay.election-latch",
                        "io.patchbay.volumes",
                        "io.patchbay.login-policies",
                        "io.patchbay.observer-process",
                        "io.patchbay.handlers-openstack");
    }

    @Test
    public void isReadyAgainAfterAnyOfOurBundlesWasRestarted(BundleContext context) throws Exception {
        awaitReady(context);

        for (Bundle bundle : context.getBundles()) {
            boolean engine = bundle.getSymbolicName().startsWith("io.patchbay.")
                    && !List.of("io.patchbay.api", "io.patchbay.zookeeper").contains(bundle.getSymbolicName())
                    && bundle.getLocation().startsWith("reference:");
            if (engine) {
                bundle.stop();
                bundle.start();
                awaitReady(context);
            }
        }
    }

    private static void awaitReady(BundleContext context) throws Exception {
        ServiceTracker<Object, Object> ready =
                new ServiceTracker<>(context, context.createFilter("(osgi.condition.id=patchbay.ready)"), null);
        ready.open(true); // whoever's class it is
        try {
            if (ready.waitForService(READY_MILLIS) == null) {
                fail("not ready after " + READY_MILLIS + " ms; unsatisfied: " + unsatisfiedComponents(context));
            }
        } finally {
            ready.close();
        }
    }

    /** By reflection, because the probe's class path is not wired to the runtime's package. */
    private static List<String> unsatisfiedComponents(BundleContext context) throws Exception {
        ServiceReference<?> reference =
                context.getServiceReference("org.osgi.service.component.runtime.ServiceComponentRuntime");
        Object runtime = context.getService(reference);
        Method descriptions = method(runtime, "getComponentDescriptionDTOs", 1);
        List<String> unsatisfied = new ArrayList<>();
        Collection<?> described = (Collection<?>) descriptions.invoke(runtime, new Object[] {new Bundle[0]});
        for (Object description : described) {
            Method configurations = method(runtime, "getComponentConfigurationDTOs", 1);
            for (Object configuration : (Collection<?>) configurations.invoke(runtime, description)) {
                int state = configuration.getClass().getField("state").getInt(configuration);
                if (state != 4 && state != 8) { // SATISFIED, ACTIVE
                    unsatisfied.add(description.getClass().getField("name").get(description) + " in state " + state);
                }
            }
        }
        return unsatisfied.stream()
                .filter(name -> name.startsWith("io.patchbay"))
                .toList();
    }

    private static Method method(Object target, String name, int parameters) {
        return Arrays.stream(target.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
    }
}
