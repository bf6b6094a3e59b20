package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.BeginAnswer.Reason;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.PluginStatus;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The experiments there are: begun and ended by the operator, seen by the engines. Thread-safe; begin and end write to the disk. */
final class Laboratory implements Experiments {
    private static final Logger LOG = LoggerFactory.getLogger(Laboratory.class);
    private static final Comparator<Key> ORDER =
            Comparator.comparing(Key::mode).thenComparing(Key::kind).thenComparing(Key::scope);

    private final ExperimentsFile file;
    private final Switchboard switchboard;
    private final LongPredicate isInstalled;
    private final Clock clock;
    private final IntSupplier faultLimit;
    private final Map<Key, LiveExperiment> all = new LinkedHashMap<>(); // guarded by this
    private final Map<String, List<ExperimentRun>> running = new ConcurrentHashMap<>(); // by kind

    private record Key(Experiment.Mode mode, String kind, String scope) {
        static Key of(Experiment experiment) {
            return new Key(experiment.mode(), experiment.kind(), experiment.scope());
        }
    }

    /**
     * @param isInstalled whether the framework still has a bundle, be it started or not
     * @param faultLimit how many faults of a candidate end its experiment
     */
    Laboratory(Path file, Switchboard switchboard, LongPredicate isInstalled, Clock clock, IntSupplier faultLimit) {
        this.file = new ExperimentsFile(file);
        this.switchboard = switchboard;
        this.isInstalled = isInstalled;
        this.clock = clock;
        this.faultLimit = faultLimit;
        this.file.read().stream().limit(MAX_EXPERIMENTS).forEach(this::resume);
    }

    /** See {@link io.patchbay.api.hotswap.Slots#experiments}. */
    List<ExperimentRun> running(String kind) {
        return running.getOrDefault(kind, List.of());
    }

    @Override
    public synchronized List<ExperimentStatus> experiments() {
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(entry -> entry.getValue().status())
                .toList();
    }

    @Override
    public BeginAnswer begin(Experiment experiment) {
        Optional<BeginAnswer.Refused> objection = objection(experiment);
        return objection.isPresent() ? objection.get() : add(experiment);
    }

    @Override
    public synchronized boolean end(Experiment.Mode mode, String kind, String scope) {
        Key key = new Key(mode, kind, scope);
        LiveExperiment ended = all.remove(key);
        if (ended == null) {
            return false;
        }
        ended.stop();
        publish(kind);
        LOG.info("The {} is over", ended.experiment());
        save();
        return true;
    }

    private Optional<BeginAnswer.Refused> objection(Experiment experiment) {
        if (!switchboard.modes(experiment.kind()).contains(experiment.mode())) {
            return refused(
                    Reason.UNSUPPORTED,
                    "no engine of this node tries a " + experiment.kind() + " as "
                            + experiment.mode().name().toLowerCase(Locale.ROOT));
        }
        Optional<PluginStatus> candidate = switchboard.plugins().stream()
                .filter(plugin -> plugin.kind().equals(experiment.kind())
                        && plugin.name().equals(experiment.name())
                        && plugin.version().equals(experiment.version()))
                .findFirst();
        if (candidate.isEmpty()) {
            return refused(
                    Reason.UNKNOWN_PLUGIN,
                    "no " + experiment.kind() + " '" + experiment.name() + "' of version " + experiment.version()
                            + " is installed");
        }
        PluginStatus.State state = candidate.get().state();
        if (state == PluginStatus.State.FAULTY || state == PluginStatus.State.DRAINING) {
            return refused(
                    Reason.UNFIT_PLUGIN,
                    experiment.kind() + " '" + experiment.name() + "' " + experiment.version() + " is "
                            + state.name().toLowerCase(Locale.ROOT));
        }
        return Optional.empty();
    }

    private synchronized BeginAnswer add(Experiment experiment) {
        Key key = Key.of(experiment);
        LiveExperiment before = all.get(key);
        if (before == null && all.size() >= MAX_EXPERIMENTS) {
            return new BeginAnswer.Refused(Reason.TOO_MANY, "there are " + MAX_EXPERIMENTS + " experiments already");
        }
        LiveExperiment begun = new LiveExperiment(experiment, clock.instant(), faultLimit, this::endedByItself);
        all.put(key, begun);
        try {
            save();
        } catch (UncheckedIOException failed) {
            if (before == null) {
                all.remove(key);
            } else {
                all.put(key, before);
            }
            throw failed;
        }
        if (before != null) {
            before.stop();
        }
        publish(experiment.kind());
        LOG.info("The {} begins", experiment);
        switchboard.execute(this::follow); // it may serve there already
        return new BeginAnswer.Begun(begun.status());
    }

    private synchronized void resume(ExperimentsFile.Kept kept) {
        all.put(
                Key.of(kept.experiment()),
                new LiveExperiment(kept.experiment(), kept.since(), faultLimit, this::endedByItself));
        publish(kept.experiment().kind());
    }

    /** Ends what has nothing more to show: the plug-ins, or what they serve, may have changed. On the switchboard's thread. */
    synchronized void follow() {
        List<Listing> listings = switchboard.listings();
        for (LiveExperiment live : List.copyOf(all.values())) {
            if (live.isOn()
                    && obsolescence(live, listings).filter(live::endsBecause).isPresent()) {
                publish(live.experiment().kind());
                LOG.info(
                        "The {} is over: {}",
                        live.experiment(),
                        live.status().ended().orElseThrow());
                save();
            }
        }
    }

    private Optional<String> obsolescence(LiveExperiment live, List<Listing> listings) {
        Experiment experiment = live.experiment();
        List<Listing> candidates = listings.stream()
                .filter(listing -> listing.isOf(experiment.kind(), experiment.name(), experiment.version()))
                .toList();
        if (candidates.stream().anyMatch(candidate -> candidate.scopes().contains(experiment.scope()))) {
            return Optional.of("the version that it tries serves there now");
        }
        if (!candidates.isEmpty()) {
            live.foundIn(candidates.stream().map(Listing::bundleId).collect(Collectors.toSet()));
            return Optional.empty();
        }
        // while the node stops, or a bundle is refreshed, plug-ins leave and their bundles stay
        boolean removed = !live.bundles().isEmpty() && live.bundles().stream().noneMatch(isInstalled::test);
        return removed ? Optional.of("the version that it tries was removed") : Optional.empty();
    }

    // on the switchboard's thread, because the engine that reported the fault must not wait for the disk
    private void endedByItself(LiveExperiment ended) {
        switchboard.execute(() -> takeOut(ended));
    }

    private synchronized void takeOut(LiveExperiment ended) {
        publish(ended.experiment().kind());
        LOG.warn(
                "The {} is over: {}", ended.experiment(), ended.status().ended().orElse("it was ended"));
        save();
    }

    private void publish(String kind) {
        running.put(
                kind,
                all.values().stream()
                        .filter(live -> live.experiment().kind().equals(kind) && live.isOn())
                        .map(ExperimentRun.class::cast)
                        .toList());
    }

    private void save() {
        file.write(all.values().stream()
                .filter(LiveExperiment::isOn)
                .map(live -> new ExperimentsFile.Kept(live.experiment(), live.since()))
                .toList());
    }

    private static Optional<BeginAnswer.Refused> refused(Reason reason, String message) {
        return Optional.of(new BeginAnswer.Refused(reason, message));
    }
}
