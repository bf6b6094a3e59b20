package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.hotswap.internal.Arrival.Cause;
import io.patchbay.hotswap.internal.Arrival.Installed;
import io.patchbay.hotswap.internal.FolderNews.News;
import io.patchbay.hotswap.internal.ServedJars.Copy;
import io.patchbay.hotswap.internal.ServedJars.Served;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what is installed follow the plug-in folder. A file's content is in force once it has passed its trial, and stays in
 * force until another content passes or the file is deleted; whatever is installed and not in force is drained and uninstalled.
 * State is confined to one thread, which waits for nothing.
 */
final class Deployer implements JarEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final OneThread thread = new OneThread("hotswap-deployer");
    private final Supplier<Settings> settings;
    private final Pins pins;
    private final JarCopies copies;
    private final ServedJars served;
    private final FolderNews folder;
    private final PluginBundles bundles;
    private final Switchboard switchboard;
    private final Refusals refusals;
    private final Installations installations;
    private final ComeBacks comeBacks;
    private boolean looked;
    private volatile boolean begun;

    /**
     * @param plugins the folder that is watched
     * @param data where copies and what must survive a restart are kept
     */
    Deployer(
            Path plugins,
            Path data,
            Supplier<Settings> settings,
            Clock clock,
            BundleContext context,
            Switchboard switchboard,
            Pins pins,
            Notices notices) {
        this.settings = settings;
        this.pins = pins;
        RemovedClasses removed = new RemovedClasses(notices, thread, new WholeCollections(), BETWEEN_LOOKS);
        bundles = new PluginBundles(
                context, switchboard.calls(), notices, (name, loader) -> thread.tell(() -> removed.add(name, loader)));
        this.switchboard = switchboard;
        copies = new JarCopies(data);
        served = new ServedJars(data.resolve("state.json"));
        refusals = new Refusals(clock);
        folder = new FolderNews(
                plugins, served.all().stream().map(Served::file).toList(), copies, refusals, settings, clock);
        installations = new Installations(
                new Trials(copies, bundles, switchboard, served, thread),
                served,
                switchboard,
                settings,
                thread,
                this::conclude,
                this::settle);
        comeBacks = new ComeBacks(served, copies, installations, settings, thread);
    }

    void begin() {
        thread.execute(() -> Waits.then(look(), (settled, failed) -> takeOver()));
    }

    /** Whether the first look at the folder has had its effect. */
    boolean hasBegun() {
        return begun;
    }

    List<RejectedJar> rejected() {
        return refusals.list();
    }

    /**
     * Keeps a version that the operator pins, though the file that had it has another content now. Thread-safe.
     *
     * @return whether it is, or is now, installed
     */
    CompletableFuture<Boolean> keep(PluginKey plugin, String version) {
        CompletableFuture<Boolean> kept = new CompletableFuture<>();
        thread.execute(() -> Waits.then(comeBacks.keep(plugin, version), (isKept, failed) -> {
            settle();
            kept.complete(isKept);
        }));
        return kept;
    }

    /** The operator does not pin a version of it any more. Thread-safe. */
    void letGo(PluginKey plugin) {
        note(() -> {
            comeBacks.letGo(plugin);
            settle();
        });
    }

    @Override
    public void close() {
        thread.close();
    }

    /** At the start, files whose content is refused get the last content that was not. */
    private void takeOver() {
        Waits.then(comeBacks.restore(), (restored, failed) -> {
            bundles.leftovers(installations::isKnown).forEach(leftover -> {
                CompletableFuture<Boolean> unused = bundles.remove(leftover); // nobody waits for what is not ours
            });
            pins.all().forEach((plugin, version) -> {
                CompletableFuture<Boolean> unused = comeBacks.keep(plugin, version); // the log says if it cannot
            });
            settle();
            begun = true;
        });
    }

    private void lookAndGoOn() {
        CompletableFuture<Void> unused = look(); // each jar has its effect by itself
    }

    /** @return completes when all that was found has had its effect */
    private CompletableFuture<Void> look() {
        try {
            return step();
        } finally {
            if (!thread.isClosed()) {
                thread.later(settings.get().poll(), this::lookAndGoOn);
            }
        }
    }

    private CompletableFuture<Void> step() {
        installations.forgetUninstalled();
        News news = folder.next(!looked, installations::mustWait);
        looked = true;
        news.gone().forEach(this::forget);
        CompletableFuture<Void> deployed = installations.deploy(news.arrivals());
        if (!news.gone().isEmpty()) {
            settle();
        }
        served.save();
        return deployed;
    }

    private void forget(String file) {
        LOG.info("{} was deleted", file);
        served.forget(file);
        refusals.clear(file);
        installations.forget(file);
        comeBacks.forget(file);
    }

    private void conclude(Arrival arrival, Optional<RefusedJarException> refused) {
        if (arrival.cause() == Cause.FILE) {
            refused.ifPresentOrElse(why -> refusals.refuse(arrival.file(), why), () -> refusals.clear(arrival.file()));
        } else {
            LOG.info(
                    "The kept copy of {} {} {}",
                    arrival.file(),
                    arrival.copy().version(),
                    refused.map(why -> "cannot be used: " + why.getMessage()).orElse("is back"));
        }
        if (refused.isEmpty()) {
            if (!arrival.isBesideAnother()) {
                accept(arrival);
            }
            folder.retryUnresolved();
        }
    }

    private void accept(Arrival arrival) {
        // a copy that came back for this file's last content is not wanted beside the next one
        served.find(arrival.file())
                .filter(before -> !before.current().sha256().equals(arrival.sha256()))
                .ifPresent(before -> before.copies().map(Copy::sha256).forEach(comeBacks::dropLastGood));
        served.accept(arrival.file(), arrival.copy());
        if (arrival.copy().plugins().isEmpty()) {
            LOG.info("{} is installed, and offers no plug-in that an engine asks for yet", arrival.file());
        }
    }

    /** Uninstalls what is no longer in force. */
    private void settle() {
        served.save();
        Set<String> known = served.sha256s();
        Map<String, Served> inForce = new HashMap<>();
        served.all().forEach(file -> inForce.putIfAbsent(file.current().sha256(), file));
        Set<String> wanted = new HashSet<>(comeBacks.wanted());
        wanted.addAll(inForce.keySet());
        installations.retain(wanted);
        for (Installed jar : installations.all()) {
            Optional.ofNullable(inForce.get(jar.arrival().sha256()))
                    .ifPresent(file -> switchboard.describe(
                            jar.bundleId(), file.file(), file.current().modifiedMillis()));
        }
        known.addAll(installations.sha256s());
        copies.retain(known);
    }

    @Override
    public void passed(String sha256, PluginKey plugin) {
        note(() -> served.passed(sha256, plugin.toString()));
    }

    @Override
    public void faulty(String sha256, PluginKey plugin, boolean isFaulty) {
        note(() -> served.setFaulty(sha256, plugin.toString(), isFaulty));
    }

    @Override
    public void refused(String sha256, List<String> problems) {
        note(() -> refuse(sha256, RefusedJarException.ofChecks(problems)));
    }

    private void refuse(String sha256, RefusedJarException why) {
        if (installations.isBusy(sha256)) { // it is about to be in force
            thread.later(settings.get().poll(), () -> refuse(sha256, why));
            return;
        }
        List<String> files = served.reject(sha256);
        files.forEach(file -> refusals.refuse(file, why));
        Waits.then(comeBacks.restore(files), (restored, failed) -> settle());
    }

    @Override
    public void lastGoodNeeded(PluginKey plugin) {
        note(() -> comeBacks.bringLastGood(plugin));
    }

    @Override
    public void lastGoodUnneeded(PluginKey plugin) {
        note(() -> {
            if (comeBacks.dropLastGood(plugin)) {
                settle();
            }
        });
    }

    private void note(Runnable event) {
        thread.tell(() -> {
            event.run();
            served.save();
        });
    }
}
