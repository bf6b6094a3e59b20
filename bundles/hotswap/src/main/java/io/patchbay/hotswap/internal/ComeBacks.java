package io.patchbay.hotswap.internal;

import io.patchbay.hotswap.internal.Arrival.Cause;
import io.patchbay.hotswap.internal.ServedJars.Copy;
import io.patchbay.hotswap.internal.ServedJars.Served;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Contents that come back from their copies: because a file is refused at the start, because what replaced them is faulty, or
 * because the operator pins them. Confined to the deployer's thread.
 */
final class ComeBacks {
    private static final Logger LOG = LoggerFactory.getLogger(ComeBacks.class);

    private final ServedJars served;
    private final JarCopies copies;
    private final Installations installations;
    private final Supplier<Settings> settings;
    private final OneThread thread;
    private final Map<PluginKey, String> lastGood = new HashMap<>(); // sha256 that serves instead of a faulty one
    private final Map<PluginKey, Arrival> kept = new HashMap<>(); // that is pinned

    ComeBacks(
            ServedJars served,
            JarCopies copies,
            Installations installations,
            Supplier<Settings> settings,
            OneThread thread) {
        this.served = served;
        this.copies = copies;
        this.installations = installations;
        this.settings = settings;
        this.thread = thread;
    }

    /** The contents that must stay installed, though no file has them. */
    Set<String> wanted() {
        lastGood.values().retainAll(served.sha256s());
        Set<String> wanted = new HashSet<>(lastGood.values());
        kept.values().forEach(arrival -> wanted.add(arrival.sha256()));
        return wanted;
    }

    /** A file is gone, and with it what it had before. */
    void forget(String file) {
        kept.values().removeIf(arrival -> arrival.file().equals(file));
    }

    /** Brings back the last good content of each file whose content is not installed. */
    CompletableFuture<Void> restore() {
        return restore(served.all().stream());
    }

    /** Brings back the last good content of those of these files whose content is not installed. */
    CompletableFuture<Void> restore(List<String> files) {
        return restore(files.stream().map(served::find).flatMap(Optional::stream));
    }

    private CompletableFuture<Void> restore(Stream<Served> files) {
        return CompletableFuture.allOf(
                files.filter(file -> !installations.isInstalled(file.current().sha256()))
                        .map(file -> firstOf(
                                arrivals(file.file(), file.copies().distinct().toList(), Cause.RESTORED)))
                        .toArray(CompletableFuture<?>[]::new));
    }

    /** Brings back the last content that offered a plug-in. */
    void bringLastGood(PluginKey plugin) {
        List<Arrival> predecessors = new ArrayList<>();
        served.predecessors(plugin.toString())
                .forEach((file, older) -> predecessors.addAll(arrivals(file, older, Cause.LAST_GOOD)));
        predecessors.removeIf(arrival -> installations.isInstalled(arrival.sha256()));
        if (predecessors.stream().anyMatch(arrival -> installations.isBusy(arrival.sha256()))) {
            thread.later(settings.get().poll(), () -> bringLastGood(plugin));
            return;
        }
        bringLastGood(plugin, new ArrayDeque<>(predecessors));
    }

    private void bringLastGood(PluginKey plugin, Queue<Arrival> left) {
        Optional<Arrival> next = Optional.ofNullable(left.poll());
        if (next.isEmpty()) {
            LOG.warn("There is no last good version of {} to go back to", plugin);
            return;
        }
        lastGood.put(plugin, next.get().sha256());
        Waits.then(deploy(next.get()), (isBack, failed) -> {
            if (!isBack && lastGood.remove(plugin, next.get().sha256())) {
                bringLastGood(plugin, left);
            }
        });
    }

    /** The plug-in's last good content is not needed any more; @return whether it was there */
    boolean dropLastGood(PluginKey plugin) {
        return Optional.ofNullable(lastGood.remove(plugin)).isPresent();
    }

    /** Nobody's last good content is this one. */
    void dropLastGood(String sha256) {
        lastGood.values().remove(sha256);
    }

    /**
     * Keeps a version of a plug-in, and brings it back if its file has another content now.
     *
     * @return completes with whether it is installed
     */
    CompletableFuture<Boolean> keep(PluginKey plugin, String version) {
        if (served.all().stream().map(Served::current).anyMatch(current -> isOf(current, plugin, version))) {
            kept.remove(plugin);
            return CompletableFuture.completedFuture(true);
        }
        List<Arrival> older = new ArrayList<>();
        served.predecessors(plugin.toString())
                .forEach((file, before) -> older.addAll(arrivals(
                        file,
                        before.stream()
                                .filter(copy -> isOf(copy, plugin, version))
                                .toList(),
                        Cause.PINNED)));
        if (older.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        Arrival wanted = older.get(0);
        Optional<Arrival> before = Optional.ofNullable(kept.put(plugin, wanted));
        return whenIdle(wanted).thenCompose(idle -> deploy(wanted)).thenApply(isBack -> {
            if (!isBack && kept.remove(plugin, wanted)) {
                before.ifPresent(arrival -> kept.put(plugin, arrival));
            }
            return isBack;
        });
    }

    /** No version of the plug-in is pinned. */
    void letGo(PluginKey plugin) {
        kept.remove(plugin);
    }

    private CompletableFuture<Void> whenIdle(Arrival arrival) {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        lookWhetherIdle(arrival, idle);
        return idle;
    }

    private void lookWhetherIdle(Arrival arrival, CompletableFuture<Void> idle) {
        if (installations.isBusy(arrival.sha256())) {
            thread.later(settings.get().poll(), () -> lookWhetherIdle(arrival, idle));
        } else {
            idle.complete(null);
        }
    }

    private CompletableFuture<Boolean> firstOf(List<Arrival> candidates) {
        if (candidates.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        return deploy(candidates.get(0))
                .thenCompose(isBack -> isBack
                        ? CompletableFuture.completedFuture(true)
                        : firstOf(candidates.subList(1, candidates.size())));
    }

    /** @return completes with whether it is installed */
    private CompletableFuture<Boolean> deploy(Arrival arrival) {
        try {
            if (copies.holds(arrival.sha256())) {
                return installations
                        .deploy(List.of(arrival))
                        .thenApply(concluded -> installations.isInstalled(arrival.sha256()));
            }
            LOG.error(
                    "The kept copy of {} {} is missing or damaged",
                    arrival.file(),
                    arrival.copy().version());
        } catch (IOException unreadable) {
            LOG.error("The kept copy of {} cannot be read", arrival.file(), unreadable);
        }
        return CompletableFuture.completedFuture(false);
    }

    private static boolean isOf(Copy copy, PluginKey plugin, String version) {
        return copy.version().equals(version) && copy.plugins().contains(plugin.toString());
    }

    private static List<Arrival> arrivals(String file, List<Copy> copies, Cause cause) {
        return copies.stream().map(copy -> new Arrival(file, copy, cause)).toList();
    }
}
