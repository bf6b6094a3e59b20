package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.node.ReadinessCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Plug-ins that are replaced while they are used. Thread-safe.
 *
 * <p>Immediate, because it watches a folder whether or not somebody holds a slot; its configuration changes without a restart,
 * because every engine that holds a slot would have to restart with it.
 */
@Component(
        service = {Slots.class, Plugins.class, Experiments.class, ReadinessCheck.class},
        configurationPid = HotSwap.PID,
        immediate = true,
        property = ReadinessCheck.NAME + "=hotswap")
@Designate(ocd = HotSwap.Config.class)
public final class HotSwap implements Slots, Plugins, Experiments, ReadinessCheck {
    static final String PID = "io.patchbay.hotswap";

    /** Its configuration. */
    @ObjectClassDefinition(name = "Patchbay: plug-ins")
    @interface Config {
        @AttributeDefinition(description = "How often the plug-in folder is looked at, in milliseconds")
        int pollMillis() default 300;

        @AttributeDefinition(
                description = "How long a file must not have changed before it is installed, in milliseconds")
        int stableMillis() default 300;

        @AttributeDefinition(description = "How long the leases of a replaced plug-in may last, in milliseconds")
        int drainMillis() default 2000;

        @AttributeDefinition(description = "How long making and checking a plug-in may take, in milliseconds")
        int checkMillis() default 2000;

        @AttributeDefinition(description = "How many broken contracts make a plug-in faulty")
        int faultLimit() default 5;
    }

    private final Path plugins;
    private final Notices notices;
    private final Switchboard switchboard;
    private final PluginServices services;
    private final Deployer deployer;
    private final Laboratory laboratory;
    private final ServiceRegistration<CollisionHook> collisions;
    private volatile Settings settings;
    private volatile boolean ready;

    /** Begins to watch the folder. */
    @Activate
    public HotSwap(BundleContext context, @Reference NodeFolders folders, @Reference Clock clock, Config config) {
        settings = Settings.of(config);
        plugins = folders.plugins();
        Path data = folders.data().resolve("plugins");
        collisions = context.registerService(
                CollisionHook.class, (operation, target, found) -> allow(context, target.getBundleId(), found), null);
        notices = new Notices(clock);
        Pins pins = new Pins(data.resolve("pins.json"));
        switchboard = new Switchboard(context, clock, () -> settings, pins, notices);
        deployer = new Deployer(plugins, data, () -> settings, clock, context, switchboard, pins, notices);
        switchboard.tell(deployer);
        laboratory = new Laboratory(
                data.resolve("experiments.json"),
                switchboard,
                bundleId -> context.getBundle(bundleId) != null,
                clock,
                () -> settings.faultLimit());
        switchboard.onChange(laboratory::follow);
        services = new PluginServices(context, switchboard, () -> settings);
        services.begin();
        deployer.begin();
    }

    @Modified
    void modify(Config config) {
        settings = Settings.of(config);
    }

    /** Stops watching. Plug-in bundles stay: either the framework stops them, or the next start takes them over. */
    @Deactivate
    void close() {
        deployer.close();
        services.close();
        switchboard.close();
        collisions.unregister();
    }

    // a framework that is not set to allow bundles of one name and version side by side asks its hooks
    private static void allow(BundleContext context, long installer, Collection<Bundle> found) {
        if (installer == context.getBundle().getBundleId()) {
            found.removeIf(PluginBundles::isFromFolder);
        }
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name) {
        return switchboard.open(type, name, Optional.empty(), Optional.empty());
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name, String version) {
        return switchboard.open(type, name, Optional.of(version), Optional.empty());
    }

    @Override
    public <T> Slot<T> openFor(Class<T> type, String name, String scope) {
        return switchboard.open(type, name, Optional.empty(), Optional.of(scope));
    }

    @Override
    public List<ExperimentRun> experiments(String kind) {
        return laboratory.running(kind);
    }

    @Override
    public List<ExperimentStatus> experiments() {
        return laboratory.experiments();
    }

    @Override
    public BeginAnswer begin(Experiment experiment) {
        return laboratory.begin(experiment);
    }

    @Override
    public boolean end(Experiment.Mode mode, String kind, String scope) {
        return laboratory.end(mode, kind, scope);
    }

    @Override
    public List<PluginStatus> plugins() {
        return switchboard.plugins();
    }

    @Override
    public List<RejectedJar> rejected() {
        return deployer.rejected();
    }

    @Override
    public List<PluginNotice> notices() {
        return notices.list();
    }

    @Override
    public boolean pin(String kind, String name, String version) {
        PluginKey plugin = new PluginKey(kind, name);
        CompletableFuture<Boolean> kept = deployer.keep(plugin, version);
        if (switchboard.pin(plugin, version)) {
            return true;
        }
        // its file may have another content now, and its copy come back
        Duration bound = settings.check().multipliedBy(BoundedCalls.MOST_BOUNDS).plus(PluginBundles.BOUND);
        return Waits.answer(kept, bound).orElse(false) && switchboard.pin(plugin, version);
    }

    @Override
    public boolean unpin(String kind, String name) {
        PluginKey plugin = new PluginKey(kind, name);
        boolean unpinned = switchboard.unpin(plugin);
        deployer.letGo(plugin);
        return unpinned;
    }

    @Override
    public boolean clearFaults(String kind, String name, String version) {
        return switchboard.clearFaults(new PluginKey(kind, name), version);
    }

    @Override
    public Optional<String> blockedBy() {
        if (!ready && deployer.hasBegun() && switchboard.isQuiet()) {
            ready = true; // what comes later replaces something that serves meanwhile
        }
        return ready ? Optional.empty() : Optional.of("the plug-ins in " + plugins + " are being installed");
    }
}
