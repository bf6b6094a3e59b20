package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectedJar;
import io.patchbay.hotswap.internal.Arrival.Cause;
import io.patchbay.hotswap.internal.Arrival.Installed;
import io.patchbay.hotswap.internal.FolderNews.News;
import io.patchbay.hotswap.internal.ServedJars.Copy;
import io.patchbay.hotswap.internal.ServedJars.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what is installed follow the plug-in folder. A file's content is in force once it has passed its trial, and stays in
 * force until another content passes or the file is deleted; whatever is installed and not in force is drained and uninstalled.
 * State is confined to one thread.
 */
final class Deployer implements JarEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployer.class);

    private final OneThread thread = new OneThread("hotswap-deployer");
    private final Supplier<Settings> settings;
    private final JarCopies copies;
    private final ServedJars served;
    private final FolderNews folder;
    private final PluginBundles bundles;
    private final Switchboard switchboard;
    private final Trials trials;
    private final Refusals refusals;
    private final Map<String, Installed> installed = new LinkedHashMap<>(); // by sha256
    private final Set<String> leaving = new HashSet<>(); // sha256
    private final Map<PluginKey, String> lastGood = new HashMap<>(); // sha256 that serves instead of a faulty one
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
            PluginBundles bundles,
            Switchboard switchboard) {
        this.settings = settings;
        this.bundles = bundles;
        this.switchboard = switchboard;
        copies = new JarCopies(data);
        served = new ServedJars(data.resolve("state.json"));
        trials = new Trials(copies, bundles, switchboard, served);
        refusals = new Refusals(clock);
        folder = new FolderNews(
                plugins, served.all().stream().map(Served::file).toList(), copies, refusals, settings, clock);
    }

    void begin() {
        thread.execute(this::lookAndGoOn);
    }

    /** Whether the first look at the folder has had its effect. */
    boolean hasBegun() {
        return begun;
    }

    List<RejectedJar> rejected() {
        return refusals.list();
    }

    @Override
    public void close() {
        thread.close();
    }

    private void lookAndGoOn() {
        try {
            step();
        } finally {
            if (!thread.isClosed()) {
                thread.later(settings.get().poll(), this::lookAndGoOn);
            }
        }
    }

    private void step() {
        forgetUninstalled();
        News news = folder.next(!begun, leaving);
        news.gone().forEach(this::forget);
        deploy(news.arrivals());
        if (!begun) {
            restore();
            bundles.leftovers(installed.values().stream().map(Installed::bundle))
                    .forEach(bundles::remove);
        }
        if (!begun || !news.isNone()) {
            settle();
        }
        served.save();
        begun = true;
    }

    /** Somebody may uninstall a plug-in's bundle by hand; then its file counts as new when it is touched. */
    private void forgetUninstalled() {
        List.copyOf(installed.values()).stream()
                .filter(jar -> jar.bundle().getState() == Bundle.UNINSTALLED)
                .forEach(jar -> {
                    installed.remove(jar.arrival().sha256());
                    switchboard.forget(jar.bundleId());
                });
    }

    private void forget(String file) {
        LOG.info("{} was deleted", file);
        served.forget(file);
        refusals.clear(file);
    }

    /** @return the contents that were refused */
    private Set<String> deploy(List<Arrival> arrivals) {
        if (arrivals.isEmpty()) {
            return Set.of();
        }
        Map<String, Arrival> unknown = new LinkedHashMap<>();
        arrivals.stream()
                .filter(arrival -> !installed.containsKey(arrival.sha256()))
                .forEach(arrival -> unknown.putIfAbsent(arrival.sha256(), arrival));
        Trials.Outcome outcome = trials.run(List.copyOf(unknown.values()), this::mustOffer);
        Map<String, RefusedJarException> refused = new HashMap<>();
        outcome.refused().forEach((arrival, why) -> refused.put(arrival.sha256(), why));
        admit(arrivals, outcome.passed()).forEach(refused::put);
        for (Arrival arrival : arrivals) {
            conclude(arrival, Optional.ofNullable(refused.get(arrival.sha256())));
        }
        if (refused.size() < arrivals.size()) {
            folder.retryUnresolved();
        }
        return refused.keySet();
    }

    private void conclude(Arrival arrival, Optional<RefusedJarException> refused) {
        if (arrival.cause() == Cause.FILE) {
            refused.ifPresentOrElse(why -> refusals.refuse(arrival.file(), why), () -> refusals.clear(arrival.file()));
        } else {
            LOG.info(
                    "The last good copy of {} {}",
                    arrival.file(),
                    refused.map(why -> "cannot be used: " + why.getMessage()).orElse("is back"));
        }
        if (refused.isEmpty() && !arrival.isLastGood()) {
            accept(arrival);
        }
    }

    private boolean mustOffer(Arrival arrival) {
        return served.find(arrival.file())
                .map(Served::current)
                .filter(before -> installed.containsKey(before.sha256())
                        && !before.plugins().isEmpty())
                .isPresent();
    }

    /** Lets jars that passed serve. The jars they replace stay until that is done, in case one fails even now. */
    private Map<String, RefusedJarException> admit(List<Arrival> arrivals, List<Installed> passed) {
        Map<Long, Installed> byId =
                passed.stream().collect(Collectors.toMap(Installed::bundleId, jar -> jar, (one, same) -> one));
        passed.forEach(jar -> installed.put(jar.arrival().sha256(), jar));
        Set<Long> superseded = superseded(arrivals);
        Map<Long, String> failures = Waits.answer(
                        switchboard.admit(byId.keySet(), superseded),
                        settings.get().check().multipliedBy(2).plus(PluginBundles.BOUND))
                .orElse(Map.of());
        Map<String, RefusedJarException> refused = new HashMap<>();
        failures.forEach((id, problem) -> {
            Installed jar = byId.get(id);
            installed.remove(jar.arrival().sha256());
            trials.discard(jar);
            refused.put(jar.arrival().sha256(), new RefusedJarException(problem));
        });
        if (!failures.isEmpty()) {
            Set<Long> stillWanted = new HashSet<>(superseded);
            stillWanted.removeAll(superseded(arrivals));
            Waits.most(switchboard.reinstate(stillWanted), settings.get().check());
        }
        return refused;
    }

    private Set<Long> superseded(List<Arrival> arrivals) {
        Map<String, String> inForce = new HashMap<>();
        served.all().forEach(file -> inForce.put(file.file(), file.current().sha256()));
        Set<String> replaced = new HashSet<>(inForce.values());
        arrivals.stream()
                .filter(arrival -> !arrival.isLastGood() && installed.containsKey(arrival.sha256()))
                .forEach(arrival -> inForce.put(arrival.file(), arrival.sha256()));
        replaced.removeAll(inForce.values());
        return replaced.stream()
                .filter(installed::containsKey)
                .map(sha256 -> installed.get(sha256).bundleId())
                .collect(Collectors.toSet());
    }

    private void accept(Arrival arrival) {
        Installed jar = installed.get(arrival.sha256());
        Copy copy = arrival.with(jar.arrival().copy().plugins()).copy();
        // a copy that came back for this file's last content is not wanted beside the next one
        served.find(arrival.file())
                .filter(before -> !before.current().sha256().equals(copy.sha256()))
                .ifPresent(before -> before.copies().map(Copy::sha256).forEach(lastGood.values()::remove));
        served.accept(arrival.file(), copy);
        if (copy.plugins().isEmpty()) {
            LOG.info("{} is installed, and offers no plug-in that an engine asks for yet", arrival.file());
        }
    }

    /** At the start, files whose content is refused get the last content that was not. */
    private void restore() {
        for (Served file : served.all()) {
            Set<String> tried = new HashSet<>();
            for (Copy copy : file.copies().toList()) {
                boolean serves = served.find(file.file()).stream()
                        .anyMatch(now -> installed.containsKey(now.current().sha256()));
                if (!serves && tried.add(copy.sha256())) {
                    restore(file.file(), copy);
                }
            }
        }
    }

    private void restore(String file, Copy copy) {
        try {
            if (copies.holds(copy.sha256())) {
                deploy(List.of(new Arrival(file, copy, Cause.RESTORED)));
            } else {
                LOG.error("The last good copy of {} is missing or damaged", file);
            }
        } catch (IOException unreadable) {
            LOG.error("The last good copy of {} cannot be read", file, unreadable);
        }
    }

    /** Uninstalls what is no longer in force. */
    private void settle() {
        served.save();
        Set<String> known = served.sha256s();
        lastGood.values().retainAll(known);
        Set<String> wanted = new HashSet<>(lastGood.values());
        Map<String, String> files = new HashMap<>();
        served.all().forEach(file -> files.putIfAbsent(file.current().sha256(), file.file()));
        wanted.addAll(files.keySet());
        List.copyOf(installed.values()).stream()
                .filter(jar -> !wanted.contains(jar.arrival().sha256()))
                .forEach(this::remove);
        installed.forEach((sha256, jar) ->
                Optional.ofNullable(files.get(sha256)).ifPresent(file -> switchboard.describe(jar.bundleId(), file)));
        known.addAll(installed.keySet());
        copies.retain(known);
    }

    private void remove(Installed jar) {
        String sha256 = jar.arrival().sha256();
        installed.remove(sha256);
        leaving.add(sha256);
        Waits.then(
                switchboard.withdraw(jar.bundleId()),
                (done, failed) -> thread.tell(() -> {
                    bundles.remove(jar.bundle());
                    switchboard.forget(jar.bundleId());
                    leaving.remove(sha256);
                }));
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
    public void lastGoodNeeded(PluginKey plugin) {
        note(() -> bringBack(plugin));
    }

    @Override
    public void lastGoodUnneeded(PluginKey plugin) {
        note(() -> {
            if (lastGood.remove(plugin) != null) {
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

    private void bringBack(PluginKey plugin) {
        for (Map.Entry<String, List<Copy>> file :
                served.predecessors(plugin.toString()).entrySet()) {
            for (Copy copy : file.getValue()) {
                if (leaving.contains(copy.sha256())) {
                    thread.later(settings.get().poll(), () -> bringBack(plugin));
                    return;
                }
                if (installed.containsKey(copy.sha256())) {
                    continue;
                }
                lastGood.put(plugin, copy.sha256());
                if (deploy(List.of(new Arrival(file.getKey(), copy, Cause.LAST_GOOD)))
                        .isEmpty()) {
                    return;
                }
                lastGood.remove(plugin);
            }
        }
        LOG.warn("There is no last good version of {} to go back to", plugin);
    }
}
