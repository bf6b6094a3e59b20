package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import io.patchbay.hotswap.internal.Arrival.Installed;
import io.patchbay.hotswap.internal.ServedJars.Served;
import io.patchbay.hotswap.internal.Trials.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/**
 * The contents that are installed, on trial, or on their way out. Every jar goes its way by itself; those of one file, or of one
 * content, one after another. Confined to the deployer's thread.
 */
final class Installations {
    private final Trials trials;
    private final ServedJars served;
    private final Switchboard switchboard;
    private final Supplier<Settings> settings;
    private final OneThread thread;
    private final BiConsumer<Arrival, Optional<RefusedJarException>> onConclusion;
    private final Runnable onEnd;
    private final Map<String, Installed> installed = new LinkedHashMap<>(); // by sha256, as all of these
    private final Map<String, OnTrial> onTrial = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();

    /**
     * @param onConclusion told of each arrival with its plug-ins when it serves, or why it does not
     * @param onEnd told when a content is no longer on trial: it may be unwanted by then
     */
    Installations(
            Trials trials,
            ServedJars served,
            Switchboard switchboard,
            Supplier<Settings> settings,
            OneThread thread,
            BiConsumer<Arrival, Optional<RefusedJarException>> onConclusion,
            Runnable onEnd) {
        this.trials = trials;
        this.served = served;
        this.switchboard = switchboard;
        this.settings = settings;
        this.thread = thread;
        this.onConclusion = onConclusion;
        this.onEnd = onEnd;
    }

    /** A content that is tried, or that files get that is installed already. */
    private static final class OnTrial {
        private final String sha256;
        private final List<Arrival> wanted = new ArrayList<>(); // loses those whose file is deleted meanwhile
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        OnTrial(String sha256) {
            this.sha256 = sha256;
        }
    }

    /** Whether something of the same file or content has to be over first. */
    boolean mustWait(String file, String sha256) {
        return isBusy(sha256)
                || onTrial.values().stream()
                        .flatMap(trial -> trial.wanted.stream())
                        .anyMatch(arrival -> arrival.file().equals(file) && !arrival.isBesideAnother());
    }

    /** Whether a content is on trial or on its way out. */
    boolean isBusy(String sha256) {
        return onTrial.containsKey(sha256) || leaving.contains(sha256);
    }

    boolean isInstalled(String sha256) {
        return installed.containsKey(sha256);
    }

    List<Installed> all() {
        return List.copyOf(installed.values());
    }

    boolean isKnown(String sha256) {
        return isInstalled(sha256) || isBusy(sha256);
    }

    /** Contents of which the copies are needed. */
    Set<String> sha256s() {
        Set<String> all = new HashSet<>(installed.keySet());
        all.addAll(onTrial.keySet());
        return all;
    }

    /** Tries out what is not installed yet, and has each jar serve as soon as it has passed; completes when all is concluded. */
    CompletableFuture<Void> deploy(List<Arrival> arrivals) {
        Map<String, OnTrial> begun = new LinkedHashMap<>();
        List<CompletableFuture<Void>> over = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            OnTrial trial = onTrial.computeIfAbsent(arrival.sha256(), sha256 -> {
                OnTrial first = new OnTrial(sha256);
                begun.put(sha256, first);
                return first;
            });
            trial.wanted.add(arrival);
            over.add(trial.over);
        }
        admitInstalled(begun.values().stream()
                .filter(trial -> installed.containsKey(trial.sha256))
                .toList());
        List<Arrival> unknown = begun.values().stream()
                .filter(trial -> !installed.containsKey(trial.sha256))
                .map(trial -> trial.wanted.get(0))
                .toList();
        trials.begin(unknown, this::replacedBy)
                .forEach((arrival, verdict) ->
                        Waits.then(verdict, (found, never) -> decided(begun.get(arrival.sha256()), found)));
        return CompletableFuture.allOf(over.toArray(CompletableFuture<?>[]::new));
    }

    /** Nobody waits for the file's content any more. */
    void forget(String file) {
        onTrial.values()
                .forEach(
                        trial -> trial.wanted.removeIf(arrival -> arrival.file().equals(file)));
    }

    /** Somebody may uninstall a plug-in's bundle by hand; then its file counts as new when it is touched. */
    void forgetUninstalled() {
        all().stream()
                .filter(jar -> jar.bundle().getState() == Bundle.UNINSTALLED && !onTrial.containsKey(sha256(jar)))
                .forEach(jar -> {
                    installed.remove(sha256(jar));
                    switchboard.forget(jar.bundleId());
                });
    }

    /** Drains and uninstalls everything but these, and what is on trial. */
    void retain(Set<String> wanted) {
        all().stream()
                .filter(jar -> !wanted.contains(sha256(jar)) && !onTrial.containsKey(sha256(jar)))
                .forEach(jar -> {
                    installed.remove(sha256(jar));
                    leaving.add(sha256(jar));
                    Waits.then(trials.discard(jar), (discarded, failed) -> leaving.remove(sha256(jar)));
                });
    }

    /** All at once: files may have changed names, and then nothing is replaced. */
    private void admitInstalled(List<OnTrial> known) {
        if (known.isEmpty()) {
            return;
        }
        List<Arrival> arrivals =
                known.stream().flatMap(trial -> trial.wanted.stream()).toList();
        Waits.then(admit(arrivals, Set.of()), (admitted, failed) -> known.forEach(this::end));
    }

    private void decided(OnTrial trial, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            conclude(trial.wanted, Optional.of(refused.why()));
            end(trial);
        } else if (verdict instanceof Verdict.Passed passed) {
            installed.put(sha256(passed.jar()), passed.jar());
            CompletableFuture<Void> admitted = trial.wanted.isEmpty()
                    ? CompletableFuture.completedFuture(null) // its file was deleted: the end uninstalls it
                    : admit(trial.wanted, Set.of(passed.jar().bundleId()));
            Waits.then(admitted, (done, failed) -> end(trial));
        }
    }

    private void conclude(List<Arrival> wanted, Optional<RefusedJarException> refused) {
        List.copyOf(wanted)
                .forEach(arrival -> onConclusion.accept(refused.isPresent() ? arrival : withPlugins(arrival), refused));
    }

    private void end(OnTrial trial) {
        onTrial.values().remove(trial);
        onEnd.run();
        trial.over.complete(null);
    }

    /** Has jars serve. Those that they replace stay until that is done, in case one fails even now. */
    private CompletableFuture<Void> admit(List<Arrival> arrivals, Set<Long> passed) {
        Set<Long> ids = arrivals.stream()
                .map(arrival -> installed.get(arrival.sha256()).bundleId())
                .collect(Collectors.toSet());
        Set<Long> superseded = superseded(arrivals);
        Duration bound = settings.get().check().multipliedBy(BoundedCalls.MOST_BOUNDS + 1);
        return thread.within(switchboard.admit(ids, superseded), bound)
                .thenCompose(failures -> conclude(arrivals, passed, superseded, failures.orElse(Map.of())));
    }

    private CompletableFuture<Void> conclude(
            List<Arrival> arrivals, Set<Long> passed, Set<Long> superseded, Map<Long, String> failures) {
        Optional<Installed> failed = all().stream()
                .filter(jar -> passed.contains(jar.bundleId()) && failures.containsKey(jar.bundleId()))
                .findFirst();
        if (failed.isEmpty()) {
            conclude(arrivals, Optional.empty());
            return CompletableFuture.completedFuture(null);
        }
        installed.remove(sha256(failed.get()));
        RefusedJarException why = new RefusedJarException(
                RejectionCause.FAILED_CHECK, failures.get(failed.get().bundleId()));
        return thread.within(
                        switchboard.reinstate(superseded).thenApply(done -> true),
                        settings.get().check())
                .thenCompose(reinstated -> trials.discard(failed.get()))
                .thenRun(() -> conclude(arrivals, Optional.of(why)));
    }

    /** With what its content turned out to offer. */
    private Arrival withPlugins(Arrival arrival) {
        return arrival.with(installed.get(arrival.sha256()).arrival().copy().plugins());
    }

    /** The bundle that an arrival is to replace, if that offers plug-ins and is no other file's. */
    private OptionalLong replacedBy(Arrival arrival) {
        if (arrival.isBesideAnother()) {
            return OptionalLong.empty();
        }
        return served.find(arrival.file()).map(Served::current).stream()
                .filter(before -> installed.containsKey(before.sha256())
                        && !before.plugins().isEmpty())
                .mapToLong(before -> installed.get(before.sha256()).bundleId())
                .findFirst();
    }

    /** The bundles of contents that are in force for no file any more once these arrivals are. */
    private Set<Long> superseded(List<Arrival> arrivals) {
        Map<String, String> inForce = new HashMap<>();
        served.all().forEach(file -> inForce.put(file.file(), file.current().sha256()));
        Set<String> replaced = new HashSet<>(inForce.values());
        arrivals.stream()
                .filter(arrival -> !arrival.isBesideAnother())
                .forEach(arrival -> inForce.put(arrival.file(), arrival.sha256()));
        replaced.removeAll(inForce.values());
        return replaced.stream()
                .filter(installed::containsKey)
                .map(sha256 -> installed.get(sha256).bundleId())
                .collect(Collectors.toSet());
    }

    private static String sha256(Installed jar) {
        return jar.arrival().sha256();
    }
}
