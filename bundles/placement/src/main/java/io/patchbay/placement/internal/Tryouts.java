package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.placement.Replays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the ledgers follow the operator's experiments. Confined to the ticker. */
final class Tryouts {
    private static final Logger LOG = LoggerFactory.getLogger(Tryouts.class);
    private static final List<String> KINDS = Replays.KINDS.stream().sorted().toList();

    private final Slots slots;
    private final Wiring wiring;
    private final Office office;
    private final Lanes lanes;
    private final Ticker ticker;
    private final Function<String, Optional<Ledger>> ledgers;
    private final Map<ExperimentRun, Tryout> tryouts = new HashMap<>();

    /** What runs, with the plug-ins that it was given. */
    private record Tryout(PluginNames names, Seats seats, Ledger ledger, Optional<Shadow> shadow) {}

    /**
     * @param lanes threads that no request waits for
     * @param ledgers finds that of a purpose
     */
    Tryouts(
            Slots slots,
            Wiring wiring,
            Office office,
            Lanes lanes,
            Ticker ticker,
            Function<String, Optional<Ledger>> ledgers) {
        this.slots = slots;
        this.wiring = wiring;
        this.office = office;
        this.lanes = lanes;
        this.ticker = ticker;
        this.ledgers = ledgers;
    }

    /** One tick; throws nothing, because there must be a next one. */
    void tick() {
        try {
            follow();
        } catch (RuntimeException broken) {
            LOG.error("Experiments could not be followed", broken);
        }
    }

    private void follow() {
        Set<ExperimentRun> wanted = new HashSet<>();
        for (String kind : KINDS) {
            wanted.addAll(slots.experiments(kind));
        }
        if (wanted.isEmpty() && tryouts.isEmpty()) {
            return;
        }
        for (ExperimentRun run : List.copyOf(tryouts.keySet())) {
            if (!wanted.contains(run) || !tryouts.get(run).names().equals(names(run))) {
                end(run);
            }
        }
        for (ExperimentRun run : wanted) {
            if (!tryouts.containsKey(run)) {
                ledgers.apply(run.experiment().scope()).ifPresent(ledger -> beginOrBlame(run, ledger));
            }
        }
        tryouts.values().forEach(tryout -> tryout.shadow().ifPresent(Shadow::tick));
    }

    /** Whether no shadow compares anything now. */
    boolean areIdle() {
        return tryouts.values().stream()
                .allMatch(tryout -> tryout.shadow().map(Shadow::isIdle).orElse(true));
    }

    /** Ends all of them. */
    void close() {
        new ArrayList<>(tryouts.keySet()).forEach(this::end);
    }

    private PluginNames names(ExperimentRun run) {
        return office.settings().of(run.experiment().scope());
    }

    /** What cannot begin is tried again with the next tick, until that was once too often. */
    private void beginOrBlame(ExperimentRun run, Ledger ledger) {
        try {
            begin(run, ledger);
        } catch (RuntimeException broken) {
            LOG.warn("The {} could not begin", run.experiment(), broken);
            run.fault("it could not begin: " + broken);
        }
    }

    private void begin(ExperimentRun run, Ledger ledger) {
        Experiment experiment = run.experiment();
        PluginNames names = names(run);
        Seats seats = wiring.openTried(names, experiment.kind(), experiment.name(), experiment.version(), run::fault);
        Optional<Shadow> shadow = Optional.empty();
        if (experiment.mode() == Experiment.Mode.SHADOW) {
            Twin twin = new Twin(Ledger.twin(ledger.purpose(), office, lanes, seats));
            shadow = Optional.of(new Shadow(run, ledger, twin));
            ticker.welcome(twin.ledger());
        } else {
            ledger.turn().post(Chore.of(() -> ledger.canaries().add(new Canary(run, ledger, seats))));
        }
        tryouts.put(run, new Tryout(names, seats, ledger, shadow));
    }

    private void end(ExperimentRun run) {
        Tryout ended = tryouts.remove(run);
        Ledger where = ended.shadow().map(Shadow::guest).orElse(ended.ledger());
        Runnable last = ended.shadow().isPresent()
                ? where::letGoOfLeases
                : () -> ended.ledger().canaries().remove(run);
        where.turn().post(Chore.of(last)).whenComplete((done, failed) -> {
            ended.shadow().ifPresent(shadow -> ticker.dismiss(shadow.guest()));
            wiring.giveBack(ended.seats());
        });
    }
}
